// What cannot be understood is told; the rest counts.
use std::net::TcpStream;
use std::os::fd::RawFd;

fn take(fd: RawFd, how: i32) {} // sockleak: owns(3) //~ invalid-annotation
// sockleak: closes(0), owns(2) //~ invalid-annotation
fn end(how: i32, fd: RawFd) {}
// sockleak: frees(1) //~ invalid-annotation
fn drop_it(fd: RawFd) {}
struct Count(RawFd); // sockleak: closes(1) //~ invalid-annotation
// sockleak: returns-socket //~ invalid-annotation
fn dial() -> TcpStream {}

impl Count {
    // sockleak: closes(fd) //~ invalid-annotation
    const N: usize = 1;
    fn of(self) {} // sockleak: closes(self)
}

fn ended_ok() {
    let fd = unsafe { libc::socket(libc::AF_INET, libc::SOCK_STREAM, 0) };
    if fd >= 0 {
        end(1, fd);
    }
}
