// socket2 owns what it opens; views of it are `SockRef`.
use socket2::{Domain, SockRef, Socket, Type};
use std::io;
use std::net::{TcpListener, TcpStream};
use std::os::fd::{AsRawFd, FromRawFd};

fn options_bad(stream: &TcpStream) {
    let socket = SockRef::from(stream);
    let _ = socket.set_nonblocking(true); //~ unchecked-setsockopt
}

fn options_ok(stream: &TcpStream) -> io::Result<()> {
    SockRef::from(stream).set_nonblocking(true)
}

fn second_owner_bad(stream: &TcpStream) -> io::Result<()> {
    let socket = unsafe { Socket::from_raw_fd(stream.as_raw_fd()) }; //~ fd-double-owner
    socket.set_keepalive(true)
}

fn kept_from_ending_ok(stream: &TcpStream) -> io::Result<()> {
    let socket = std::mem::ManuallyDrop::new(unsafe { Socket::from_raw_fd(stream.as_raw_fd()) });
    socket.set_keepalive(true)
}

fn listening_ok(address: &SockAddr) -> io::Result<TcpListener> {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None)?;
    socket.bind(address)?;
    socket.listen(128)?;
    Ok(socket.into())
}

fn accepted_bad(socket: Socket) -> io::Result<()> {
    loop {
        let (client, _) = socket.accept()?; //~ accept-loop-dies
        spawn(move || serve(client));
    }
}
