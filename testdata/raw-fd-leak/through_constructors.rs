// A number that a function only passes on goes to somebody who may keep it.
use std::io;
use std::os::fd::{FromRawFd, IntoRawFd, OwnedFd, RawFd};

struct Number(RawFd);

impl Drop for Number {
    fn drop(&mut self) {
        unsafe { libc::close(self.0) };
    }
}

pub struct Pipe(Watched<Number>);

impl Pipe {
    pub fn new(fd: RawFd) -> io::Result<Pipe> {
        Ok(Pipe(Watched::with(Number(fd))?))
    }

    pub fn from_number(fd: RawFd) -> Pipe {
        unsafe { Self::from_raw_fd(fd) }
    }
}

impl FromRawFd for Pipe {
    unsafe fn from_raw_fd(fd: RawFd) -> Self {
        Self::new(fd).unwrap()
    }
}

fn through_three_constructors_ok(end: OwnedFd) -> Pipe {
    Pipe::from_number(end.into_raw_fd())
}

fn used_and_lost_bad(end: OwnedFd) -> bool {
    is_open(end.into_raw_fd()) //~ FN raw-fd-leak: nothing shows that a socket gets there
}

fn is_open(fd: RawFd) -> bool {
    unsafe { libc::fcntl(fd, libc::F_GETFD) != -1 }
}
