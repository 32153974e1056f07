use std::fs::File;
use std::mem::{self, ManuallyDrop};
use std::net::{TcpListener, TcpStream, UdpSocket};
use std::os::fd::{AsRawFd, FromRawFd, IntoRawFd, OwnedFd, RawFd};
use std::process::Stdio;

struct Client {
    stream: TcpStream,
}

impl Client {
    fn of_a_member_bad(&self) -> std::io::Result<u32> {
        let socket = unsafe { UdpSocket::from_raw_fd(self.stream.as_raw_fd()) }; //~ fd-double-owner
        socket.ttl()
    }

    fn through_a_variable_bad(&self) -> File {
        let fd = self.stream.as_raw_fd();
        unsafe { File::from_raw_fd(fd) } //~ fd-double-owner
    }

    fn wrapped_ok(&self) -> std::io::Result<u32> {
        let socket = ManuallyDrop::new(unsafe { UdpSocket::from_raw_fd(self.stream.as_raw_fd()) });
        socket.ttl()
    }

    fn forgotten_ok(&self) -> bool {
        let stream = unsafe { TcpStream::from_raw_fd(self.stream.as_raw_fd()) };
        let is_fast = stream.nodelay().unwrap_or(false);
        mem::forget(stream);
        is_fast
    }

    fn given_back_ok(&self) -> std::io::Result<bool> {
        let stream = unsafe { TcpStream::from_raw_fd(self.stream.as_raw_fd()) };
        let is_fast = stream.nodelay();
        let _ = stream.into_raw_fd();
        is_fast
    }

    fn given_back_but_for_errors_bad(&self) -> std::io::Result<bool> {
        let stream = unsafe { TcpStream::from_raw_fd(self.stream.as_raw_fd()) }; //~ fd-double-owner
        let is_fast = stream.nodelay()?;
        let _ = stream.into_raw_fd();
        Ok(is_fast)
    }

    fn copied_ok(&self) -> TcpStream {
        unsafe { TcpStream::from_raw_fd(libc::dup(self.stream.as_raw_fd())) }
    }

    fn closed_bad(&self) {
        unsafe { libc::close(self.stream.as_raw_fd()) }; //~ fd-double-owner
    }
}

fn handed_over_ok(stream: TcpStream) -> OwnedFd {
    unsafe { OwnedFd::from_raw_fd(stream.into_raw_fd()) }
}

fn of_a_number_twice_bad(fd: RawFd) -> (Stdio, Stdio) {
    let input = unsafe { Stdio::from_raw_fd(fd) };
    let output = unsafe { Stdio::from_raw_fd(fd) }; //~ fd-double-owner
    (input, output)
}

fn closed_behind_its_owner_bad(fd: RawFd) {
    let listener = unsafe { TcpListener::from_raw_fd(fd) };
    serve(&listener);
    unsafe { libc::close(fd) }; //~ fd-double-owner
}

fn one_or_the_other_ok(fd: RawFd, is_stream: bool) {
    if is_stream {
        serve_stream(unsafe { TcpStream::from_raw_fd(fd) });
    } else {
        serve(&unsafe { TcpListener::from_raw_fd(fd) });
    }
}

fn per_platform_ok(socket: Number) -> TcpStream {
    #[cfg(unix)]
    let stream = unsafe { TcpStream::from_raw_fd(socket) };
    #[cfg(windows)]
    let stream = unsafe { TcpStream::from_raw_socket(socket) };
    stream
}

fn of_a_temporary_bad(address: &str) -> TcpStream {
    let fd = TcpStream::connect(address).unwrap().as_raw_fd();
    unsafe { TcpStream::from_raw_fd(fd) } //~ fd-double-owner
}

fn moved_into_a_thread_bad(stream: &TcpStream) {
    let copy = unsafe { TcpStream::from_raw_fd(stream.as_raw_fd()) }; //~ fd-double-owner
    std::thread::spawn(move || watch(&copy));
}

fn forgotten_by_a_thread_ok(stream: &TcpStream) {
    let copy = unsafe { TcpStream::from_raw_fd(stream.as_raw_fd()) };
    std::thread::spawn(move || {
        watch(&copy);
        mem::forget(copy);
    });
}

fn wrapped_inside_a_closure_inside_ok(stream: &TcpStream) {
    let copy = unsafe { TcpStream::from_raw_fd(stream.as_raw_fd()) };
    std::thread::spawn(move || {
        std::panic::catch_unwind(move || {
            let copy = ManuallyDrop::new(copy);
            watch(&copy);
        })
    });
}

fn lent_to_a_closure_bad(stream: &TcpStream) -> usize {
    let copy = unsafe { TcpStream::from_raw_fd(stream.as_raw_fd()) }; //~ fd-double-owner
    retry(|| count(&copy))
}
