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

fn taken_back_ok(stream: TcpStream) {
    let kept = ManuallyDrop::new(stream);
    drop(ManuallyDrop::into_inner(kept));
}

fn ended_by_a_task_ok(stream: TcpStream) -> impl Future<Output = ()> {
    let kept = ManuallyDrop::new(stream);
    async move { drop(ManuallyDrop::into_inner(kept)) }
}

struct UnixListener {
    fd: RawFd,
}

impl UnixListener {
    fn taken_apart_ok(self, into: &mut RawFd) {
        let mut kept = ManuallyDrop::new(self);
        mem::swap(&mut kept.fd, into);
    }
}
