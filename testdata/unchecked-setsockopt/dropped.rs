// Results that are dropped without a word.
use std::net::TcpStream;

fn dropped_bad(stream: &TcpStream) {
    drop(stream.set_nonblocking(true)); //~ unchecked-setsockopt
}

fn replaced_bad(stream: &TcpStream) {
    stream.set_nonblocking(true).unwrap_or(()); //~ unchecked-setsockopt
}

fn defaulted_bad(stream: &TcpStream) {
    stream.set_nonblocking(true).unwrap_or_default(); //~ unchecked-setsockopt
}

fn family_bad(socket: &socket2::Socket) {
    let _ = socket.set_only_v6(true); //~ unchecked-setsockopt
}

fn told_ok(stream: &TcpStream) {
    stream.set_nonblocking(true).unwrap_or_else(|error| eprintln!("{error}"));
}

fn of_nix_bad(fd: RawFd) {
    let _ = nix::sys::socket::setsockopt(fd, nix::sys::socket::sockopt::ReceiveTimeout, &TIMEOUT); //~ unchecked-setsockopt
}

fn of_nix_read_back_ok(fd: RawFd) -> usize {
    let _ = nix::sys::socket::setsockopt(fd, nix::sys::socket::sockopt::RcvBuf, &4096);
    nix::sys::socket::getsockopt(fd, nix::sys::socket::sockopt::RcvBuf).unwrap_or_default()
}
