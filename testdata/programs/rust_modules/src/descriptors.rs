// Nothing here calls what only sockets are given, but for one: the modules that use it do.
use std::os::fd::RawFd;

pub fn close_quietly(fd: RawFd) {
    unsafe { libc::close(fd) };
}

pub fn is_alive(fd: RawFd) -> bool {
    unsafe { libc::send(fd, b"?".as_ptr().cast(), 1, 0) == 1 }
}

pub fn open_stream() -> RawFd {
    unsafe { libc::socket(libc::AF_INET, libc::SOCK_STREAM, 0) }
}

pub struct Pool {
    all: Vec<RawFd>,
}

impl Pool {
    pub fn put(&mut self, fd: RawFd) {
        self.all.push(fd);
    }

    pub fn end(&self, fd: RawFd) {
        close_quietly(fd);
    }

    pub fn ask(&self, fd: RawFd) -> bool {
        is_alive(fd)
    }
}
