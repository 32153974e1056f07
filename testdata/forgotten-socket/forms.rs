use std::mem::{self, ManuallyDrop};
use std::net::{TcpListener, TcpStream};
use std::os::fd::{AsRawFd, FromRawFd, RawFd};

fn forgotten_bad(stream: TcpStream) {
    mem::forget(stream); //~ forgotten-socket
}

fn never_dropped_bad(address: &str) -> std::io::Result<()> {
    let stream = TcpStream::connect(address)?;
    let _kept = ManuallyDrop::new(stream); //~ forgotten-socket
    Ok(())
}

fn borrowed_ok(fd: RawFd) -> std::io::Result<()> {
    let stream = ManuallyDrop::new(unsafe { TcpStream::from_raw_fd(fd) });
    stream.set_nodelay(true)
}

fn given_ok(listener: TcpListener) -> RawFd {
    let fd = listener.as_raw_fd();
    mem::forget(listener);
    fd
}

fn no_socket_ok(text: String) {
    mem::forget(text);
}
