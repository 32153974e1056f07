use std::net::TcpStream;
use std::os::fd::{AsRawFd, IntoRawFd, RawFd};

struct Raw(RawFd);

impl Drop for Raw {
    fn drop(&mut self) {
        unsafe { libc::close(self.0) };
    }
}

impl IntoRawFd for Raw {
    fn into_raw_fd(self) -> RawFd {
        self.0
    } //~ into-raw-fd-drops-owner
}

struct Watched {
    stream: TcpStream,
}

impl IntoRawFd for Watched {
    fn into_raw_fd(self) -> RawFd {
        self.stream.as_raw_fd() //~ into-raw-fd-drops-owner
    }
}

struct Cached {
    stream: TcpStream,
    fd: RawFd,
}

impl IntoRawFd for Cached {
    fn into_raw_fd(self) -> RawFd {
        self.fd
    } //~ into-raw-fd-drops-owner
}

struct Plain {
    fd: RawFd,
}

impl IntoRawFd for Plain {
    fn into_raw_fd(self) -> RawFd {
        self.fd
    }
}

struct Handed {
    stream: TcpStream,
}

impl IntoRawFd for Handed {
    fn into_raw_fd(self) -> RawFd {
        self.stream.into_raw_fd()
    }
}

struct Forgotten {
    fd: RawFd,
}

impl Drop for Forgotten {
    fn drop(&mut self) {
        unsafe { libc::close(self.fd) };
    }
}

impl IntoRawFd for Forgotten {
    fn into_raw_fd(self) -> RawFd {
        let fd = self.fd;
        std::mem::forget(self);
        fd
    }
}
