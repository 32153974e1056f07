//! The same through the methods of std, socket2, tokio and nix.

use nix::sys::socket::{self, sockopt};
use socket2::{Domain, SockRef, Socket, Type};
use std::io;
use std::net::{SocketAddr, TcpListener, UdpSocket};
use std::os::fd::AsRawFd;
use tokio::net::TcpSocket;

fn bound_socket_bad(address: SocketAddr) -> io::Result<Socket> {
    let socket = Socket::new(Domain::IPV6, Type::STREAM, None)?;
    socket.bind(&address.into())?;
    socket.set_only_v6(false)?; //~ option-after-bind
    socket.listen(128)?;
    Ok(socket)
}

fn unbound_socket_ok(address: SocketAddr) -> io::Result<Socket> {
    let socket = Socket::new(Domain::IPV6, Type::STREAM, None)?;
    socket.set_only_v6(false)?;
    socket.bind(&address.into())?;
    socket.listen(128)?;
    Ok(socket)
}

fn tokio_bad(address: SocketAddr) -> io::Result<tokio::net::TcpListener> {
    let socket = TcpSocket::new_v4()?;
    socket.bind(address)?;
    socket.set_reuseaddr(true)?; //~ option-after-bind
    //~| exclusive-address
    socket.listen(128)
}

fn tokio_ok(address: SocketAddr) -> io::Result<tokio::net::TcpListener> {
    let socket = TcpSocket::new_v4()?;
    socket.set_reuseaddr(cfg!(unix))?;
    socket.bind(address)?;
    socket.listen(128)
}

fn made_with_an_address_bad(address: SocketAddr) -> io::Result<UdpSocket> {
    let socket = UdpSocket::bind(address)?;
    SockRef::from(&socket).set_reuse_address(true)?; //~ option-after-bind
    Ok(socket)
}

fn by_descriptor_bad(address: SocketAddr) -> nix::Result<TcpListener> {
    let listener = TcpListener::bind(address).unwrap();
    socket::setsockopt(listener.as_raw_fd(), sockopt::ReusePort, &true)?; //~ note option-after-bind
    Ok(listener)
}

fn by_reference_bad(address: SocketAddr) -> nix::Result<TcpListener> {
    let listener = TcpListener::bind(address).unwrap();
    socket::setsockopt(&listener, sockopt::ReusePort, &true)?; //~ note option-after-bind
    Ok(listener)
}

// The library has set it before.
fn set_by_the_library_ok(address: SocketAddr) -> io::Result<TcpListener> {
    let listener = TcpListener::bind(address)?;
    SockRef::from(&listener).set_reuse_address(true)?;
    Ok(listener)
}

fn set_twice_ok(address: SocketAddr) -> io::Result<Socket> {
    let socket = Socket::new(Domain::IPV4, Type::DGRAM, None)?;
    socket.set_reuse_address(true)?;
    socket.bind(&address.into())?;
    socket.set_reuse_address(true)?;
    Ok(socket)
}

fn cleared_ok(address: SocketAddr) -> io::Result<Socket> {
    let socket = Socket::new(Domain::IPV4, Type::DGRAM, None)?;
    socket.set_reuse_address(true)?;
    socket.bind(&address.into())?;
    socket.set_reuse_address(false)?;
    Ok(socket)
}

fn another_socket_ok(first: SocketAddr, second: SocketAddr) -> io::Result<(Socket, Socket)> {
    let one = Socket::new(Domain::IPV4, Type::DGRAM, None)?;
    one.bind(&first.into())?;
    let other = Socket::new(Domain::IPV4, Type::DGRAM, None)?;
    other.set_reuse_address(true)?;
    other.bind(&second.into())?;
    Ok((one, other))
}

// Where the first address is taken, a new socket is made for the next one.
fn next_address_ok(addresses: &[SocketAddr]) -> io::Result<Socket> {
    let mut last = io::ErrorKind::AddrNotAvailable.into();
    for address in addresses {
        let socket = Socket::new(Domain::IPV4, Type::STREAM, None)?;
        socket.set_reuse_address(true)?;
        match socket.bind(&(*address).into()) {
            Ok(()) => return Ok(socket),
            Err(error) => last = error,
        }
    }
    Err(last)
}
