//! How the kernel answers to calls in an odd order. What the pages of rules and `rules/models/order.toml` say of it is shown
//! here, on Linux; each test is a small program. Other systems differ, as the pages tell.

#![cfg(target_os = "linux")]

use rustix::fd::OwnedFd;
use rustix::io::{Errno, Result, read, write};
use rustix::net::sockopt::{
    set_ip_freebind, set_ipv6_v6only, set_socket_linger, set_socket_reuseaddr, set_socket_reuseport,
};
use rustix::net::{
    AddressFamily, RecvFlags, SendFlags, Shutdown, SocketAddrUnix, SocketFlags, SocketType, accept, bind, connect,
    getsockname, listen, recv, send, shutdown, socket, socket_with,
};
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6, TcpListener, TcpStream};
use std::time::Duration;

/// A loopback address with a port that the kernel picks.
const ANY: SocketAddrV4 = SocketAddrV4::new(Ipv4Addr::LOCALHOST, 0);

fn stream() -> OwnedFd {
    socket(AddressFamily::INET, SocketType::STREAM, None).expect("a socket")
}

fn datagram() -> OwnedFd {
    socket(AddressFamily::INET, SocketType::DGRAM, None).expect("a socket")
}

fn local_stream() -> OwnedFd {
    socket(AddressFamily::UNIX, SocketType::STREAM, None).expect("a socket")
}

fn address(fd: &OwnedFd) -> SocketAddrV4 {
    getsockname(fd).expect("it has one").try_into().expect("it is one of IPv4")
}

fn listener() -> OwnedFd {
    let fd = stream();
    bind(&fd, &ANY).expect("any port will do");
    listen(&fd, 8).expect("it is bound");
    fd
}

/// Both ends of a connection.
fn pair() -> (OwnedFd, OwnedFd) {
    let (server, client) = (listener(), stream());
    connect(&client, &address(&server)).expect("it listens");
    (client, accept(&server).expect("somebody has come"))
}

/// An address that nobody listens on.
fn closed_port() -> SocketAddrV4 {
    let fd = stream();
    bind(&fd, &ANY).expect("any port will do");
    address(&fd)
}

fn sends(fd: &OwnedFd) -> Result<usize> {
    send(fd, b"hello", SendFlags::NOSIGNAL)
}

fn receives(fd: &OwnedFd) -> Result<usize> {
    let mut buffer = [0; 16];
    recv(fd, &mut buffer[..], RecvFlags::empty()).map(|(n, _)| n)
}

#[test]
fn a_stream_socket_must_listen_before_accept() {
    let fd = stream();
    assert_eq!(accept(&fd).err(), Some(Errno::INVAL));
    bind(&fd, &ANY).unwrap();
    assert_eq!(accept(&fd).err(), Some(Errno::INVAL));
}

#[test]
fn an_internet_socket_listens_unbound_and_gets_a_port() {
    let fd = stream();
    listen(&fd, 1).unwrap();
    assert_ne!(address(&fd).port(), 0);
}

#[test]
fn a_local_socket_must_be_bound_before_it_listens() {
    let fd = local_stream();
    assert_eq!(listen(&fd, 1).err(), Some(Errno::INVAL));
    let folder = tempfile::tempdir().unwrap();
    bind(&fd, &SocketAddrUnix::new(folder.path().join("socket")).unwrap()).unwrap();
    listen(&fd, 1).unwrap();
}

#[test]
fn a_datagram_socket_cannot_listen() {
    let fd = datagram();
    bind(&fd, &ANY).unwrap();
    assert_eq!(listen(&fd, 1).err(), Some(Errno::OPNOTSUPP));
}

#[test]
fn a_socket_is_bound_once() {
    let fd = stream();
    bind(&fd, &ANY).unwrap();
    assert_eq!(bind(&fd, &ANY).err(), Some(Errno::INVAL));
}

#[test]
fn a_socket_is_bound_before_it_is_connected() {
    let (server, fd) = (listener(), stream());
    bind(&fd, &ANY).unwrap();
    connect(&fd, &address(&server)).unwrap();
    assert_eq!(bind(&fd, &ANY).err(), Some(Errno::INVAL));
}

#[test]
fn a_listener_moves_no_data_and_connects_nowhere() {
    let (fd, other) = (listener(), listener());
    assert_eq!(sends(&fd).err(), Some(Errno::PIPE));
    assert_eq!(receives(&fd).err(), Some(Errno::NOTCONN));
    assert_eq!(connect(&fd, &address(&other)).err(), Some(Errno::ISCONN));
}

#[test]
fn a_stream_socket_without_a_peer_moves_no_data() {
    let fd = stream();
    assert_eq!(sends(&fd).err(), Some(Errno::PIPE));
    assert_eq!(receives(&fd).err(), Some(Errno::NOTCONN));
    let fd = local_stream();
    assert_eq!(sends(&fd).err(), Some(Errno::NOTCONN));
    assert_eq!(receives(&fd).err(), Some(Errno::INVAL));
}

#[test]
fn a_connection_is_not_connected_again() {
    let (client, _peer) = pair();
    let other = listener();
    assert_eq!(connect(&client, &address(&other)).err(), Some(Errno::ISCONN));
}

#[test]
fn a_datagram_socket_connects_as_often_as_wanted() {
    let (fd, one, two) = (datagram(), datagram(), datagram());
    bind(&one, &ANY).unwrap();
    bind(&two, &ANY).unwrap();
    connect(&fd, &address(&one)).unwrap();
    connect(&fd, &address(&two)).unwrap();
}

#[test]
fn linux_connects_a_socket_again_after_a_refusal() {
    let (fd, server) = (stream(), listener());
    assert_eq!(connect(&fd, &closed_port()).err(), Some(Errno::CONNREFUSED));
    connect(&fd, &address(&server)).unwrap();
    assert_eq!(sends(&fd), Ok(5));
}

#[test]
fn a_socket_does_not_change_its_family() {
    let fd = stream();
    assert_eq!(connect(&fd, &closed_port()).err(), Some(Errno::CONNREFUSED));
    let other = SocketAddrV6::new(Ipv6Addr::LOCALHOST, 9, 0, 0);
    assert_eq!(connect(&fd, &other).err(), Some(Errno::AFNOSUPPORT));
}

/// Leaves a connection in TIME_WAIT: the end that closes first stays there, and keeps the port.
fn leave_time_wait(server: OwnedFd) -> SocketAddrV4 {
    let at = address(&server);
    let client = stream();
    connect(&client, &at).unwrap();
    drop(accept(&server).unwrap());
    assert_eq!(receives(&client), Ok(0));
    drop((client, server));
    at
}

#[test]
fn reuse_address_counts_when_binding() {
    // A server that sets it too late, and the same server started again.
    let first = stream();
    bind(&first, &ANY).unwrap();
    set_socket_reuseaddr(&first, true).unwrap();
    listen(&first, 1).unwrap();
    let at = leave_time_wait(first);
    let second = stream();
    assert_eq!(bind(&second, &at).err(), Some(Errno::ADDRINUSE));
    // One that sets it in time.
    let first = stream();
    set_socket_reuseaddr(&first, true).unwrap();
    bind(&first, &ANY).unwrap();
    listen(&first, 1).unwrap();
    let at = leave_time_wait(first);
    let second = stream();
    set_socket_reuseaddr(&second, true).unwrap();
    bind(&second, &at).unwrap();
}

#[test]
fn reuse_port_set_late_only_lets_others_in() {
    let (first, second, third) = (stream(), stream(), stream());
    bind(&first, &ANY).unwrap();
    listen(&first, 1).unwrap();
    // Without it on both, the port is taken.
    set_socket_reuseport(&second, true).unwrap();
    assert_eq!(bind(&second, &address(&first)).err(), Some(Errno::ADDRINUSE));
    // Late is early enough for who comes later, on Linux; for its own bind it must be there before.
    set_socket_reuseport(&first, true).unwrap();
    bind(&second, &address(&first)).unwrap();
    listen(&second, 1).unwrap();
    assert_eq!(bind(&third, &address(&first)).err(), Some(Errno::ADDRINUSE));
    set_socket_reuseport(&third, true).unwrap();
    bind(&third, &address(&first)).unwrap();
}

#[test]
fn v6only_is_refused_after_bind() {
    let Ok(fd) = socket(AddressFamily::INET6, SocketType::STREAM, None) else { return };
    let any = SocketAddrV6::new(Ipv6Addr::LOCALHOST, 0, 0, 0);
    set_ipv6_v6only(&fd, true).unwrap();
    // A machine may have no IPv6 address.
    if bind(&fd, &any).is_ok() {
        assert_eq!(set_ipv6_v6only(&fd, false).err(), Some(Errno::INVAL));
    }
}

#[test]
fn free_bind_counts_when_binding() {
    // An address for documentation: no machine has it.
    let foreign = SocketAddrV4::new(Ipv4Addr::new(192, 0, 2, 1), 0);
    let fd = stream();
    assert_eq!(bind(&fd, &foreign).err(), Some(Errno::ADDRNOTAVAIL));
    set_ip_freebind(&fd, true).unwrap();
    bind(&fd, &foreign).unwrap();
}

#[test]
fn linger_of_zero_resets() {
    let (client, server) = pair();
    set_socket_linger(&server, Some(Duration::ZERO)).unwrap();
    drop(server);
    assert_eq!(receives(&client).err(), Some(Errno::CONNRESET));
    let (client, server) = pair();
    drop(server);
    assert_eq!(receives(&client), Ok(0));
}

#[test]
fn unread_data_turns_close_into_a_reset() {
    let (client, server) = pair();
    sends(&client).unwrap();
    sends(&server).unwrap();
    // It has arrived, and nobody reads it.
    let mut peeked = [0; 5];
    recv(&server, &mut peeked[..], RecvFlags::PEEK | RecvFlags::WAITALL).unwrap();
    drop(server);
    std::thread::sleep(Duration::from_millis(50));
    assert_eq!(sends(&client).err(), Some(Errno::CONNRESET));
}

#[test]
fn shutdown_and_reading_to_the_end_loses_nothing() {
    let (client, server) = pair();
    sends(&client).unwrap();
    sends(&server).unwrap();
    shutdown(&server, Shutdown::Write).unwrap();
    assert_eq!(receives(&client), Ok(5));
    assert_eq!(receives(&client), Ok(0));
    drop(client);
    assert_eq!(receives(&server), Ok(5));
    assert_eq!(receives(&server), Ok(0));
}

#[test]
fn a_write_to_a_peer_that_has_gone_fails() {
    let (client, server) = pair();
    drop(server);
    // The first one is answered with RST, so that the second one knows. Rust programs ignore SIGPIPE.
    let _ = write(&client, b"hello");
    std::thread::sleep(Duration::from_millis(50));
    assert_eq!(write(&client, b"hello").err(), Some(Errno::PIPE));
}

#[test]
fn a_new_program_inherits_what_is_not_marked() {
    let plain = stream();
    let marked = socket_with(AddressFamily::INET, SocketType::STREAM, SocketFlags::CLOEXEC, None).unwrap();
    let is_open_in_child = |fd: &OwnedFd| {
        use std::os::fd::AsRawFd;
        let path = format!("/proc/self/fd/{}", fd.as_raw_fd());
        let script = format!("test -e {path}");
        std::process::Command::new("sh").args(["-c", &script]).status().expect("there is a shell").success()
    };
    assert!(is_open_in_child(&plain) && !is_open_in_child(&marked));
}

#[test]
fn a_silent_peer_is_waited_for() {
    let server = TcpListener::bind(SocketAddr::V4(ANY)).unwrap();
    let client = TcpStream::connect(server.local_addr().unwrap()).unwrap();
    let (_peer, _) = server.accept().unwrap();
    // Without this the read would not come back.
    client.set_read_timeout(Some(Duration::from_millis(50))).unwrap();
    assert_eq!(read(&client, &mut [0; 1]).err(), Some(Errno::AGAIN));
}

#[test]
fn options_of_ipv6_are_refused_on_sockets_of_ipv4() {
    assert_eq!(set_ipv6_v6only(stream(), true), Err(Errno::NOPROTOOPT));
}

#[test]
fn options_of_ipv4_are_taken_on_sockets_of_ipv6_unless_raw() {
    let fd = socket(AddressFamily::INET6, SocketType::STREAM, None).expect("a socket");
    assert_eq!(set_ip_freebind(&fd, true), Ok(()));
    // Raw sockets are for the administrator.
    if let Ok(raw) = socket(AddressFamily::INET6, SocketType::RAW, Some(rustix::net::ipproto::ICMPV6)) {
        assert_eq!(set_ip_freebind(&raw, true), Err(Errno::NOPROTOOPT));
    }
}
