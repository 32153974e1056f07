use std::io;
use std::os::fd::{IntoRawFd, RawFd};

struct Leaking { //~ raw-fd-leak
    fd: RawFd,
}

impl Leaking {
    fn bind() -> io::Result<Leaking> {
        let fd = unsafe { libc::socket(libc::AF_VSOCK, libc::SOCK_STREAM, 0) };
        if fd < 0 {
            return Err(io::Error::last_os_error());
        }
        Ok(Leaking { fd })
    }

    fn listen(&self) -> i32 {
        unsafe { libc::listen(self.fd, 16) }
    }
}

struct Dropped {
    socket: RawFd,
}

impl Dropped {
    fn new() -> Dropped {
        Dropped { socket: unsafe { libc::socket(libc::AF_INET, libc::SOCK_STREAM, 0) } }
    }
}

impl Drop for Dropped {
    fn drop(&mut self) {
        unsafe { libc::close(self.socket) };
    }
}

struct ClosedByHand {
    number: RawFd,
}

impl ClosedByHand {
    fn new() -> ClosedByHand {
        ClosedByHand { number: unsafe { libc::socket(libc::AF_INET, libc::SOCK_STREAM, 0) } }
    }

    fn close(self) {
        unsafe { libc::close(self.number) };
    }
}

#[derive(Clone, Copy)]
struct Number {
    raw: RawFd,
}

fn open_number() -> Number {
    Number { raw: unsafe { libc::socket(libc::AF_INET, libc::SOCK_STREAM, 0) } }
}

struct GivenAway { //~ raw-fd-leak
    given: RawFd,
}

impl GivenAway {
    fn new() -> GivenAway {
        GivenAway { given: unsafe { libc::socket(libc::AF_INET, libc::SOCK_STREAM, 0) } }
    }
}

impl IntoRawFd for GivenAway {
    fn into_raw_fd(self) -> RawFd {
        self.given
    }
}

struct ShutOnly {
    handle: RawFd,
}

impl Drop for ShutOnly {
    fn drop(&mut self) {
        unsafe { libc::shutdown(self.handle, libc::SHUT_RDWR) }; //~ raw-fd-leak
    }
}

struct ShutAndClosed {
    both: RawFd,
}

impl Drop for ShutAndClosed {
    fn drop(&mut self) {
        unsafe { libc::shutdown(self.both, libc::SHUT_RDWR) };
        unsafe { libc::close(self.both) };
    }
}

// A descriptor by another name; `FromRawFd` takes it over.
type Number = RawFd;

struct TakesOver { //~ raw-fd-leak
    taken: Number,
}

impl FromRawFd for TakesOver {
    unsafe fn from_raw_fd(fd: RawFd) -> TakesOver {
        TakesOver { taken: fd }
    }
}

impl IntoRawFd for TakesOver {
    fn into_raw_fd(self) -> RawFd {
        let fd = self.taken;
        std::mem::forget(self);
        fd
    }
}

struct TakesOverAndCloses {
    closing: Number,
}

impl FromRawFd for TakesOverAndCloses {
    unsafe fn from_raw_fd(closing: RawFd) -> Self {
        TakesOverAndCloses { closing }
    }
}

impl Drop for TakesOverAndCloses {
    fn drop(&mut self) {
        unsafe { libc::close(self.closing) };
    }
}

struct Wraps(OwnedFd);

impl FromRawFd for Wraps {
    unsafe fn from_raw_fd(fd: RawFd) -> Self {
        Wraps(unsafe { OwnedFd::from_raw_fd(fd) })
    }
}

// Not the trait's function: it only remembers the number.
struct Remembers {
    remembered: RawFd,
}

impl Remembers {
    fn from_raw_fd(remembered: RawFd) -> Remembers {
        Remembers { remembered }
    }
}

// Of the standard streams nobody is to close one.
struct Console {
    number: RawFd,
}

impl FromRawFd for Console {
    unsafe fn from_raw_fd(number: RawFd) -> Self {
        Console { number }
    }
}

fn console() -> Console {
    unsafe { Console::from_raw_fd(libc::STDOUT_FILENO) }
}
