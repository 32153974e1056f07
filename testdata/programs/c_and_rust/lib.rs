use crate::table::release;
use std::ffi::c_int;
use std::net::TcpStream;
use std::os::fd::{AsRawFd, FromRawFd, IntoRawFd, OwnedFd};

unsafe extern "C" {
    fn net_open() -> c_int;
    fn net_close(fd: c_int);
    fn net_ping(fd: c_int) -> c_int;
}

#[unsafe(no_mangle)]
pub extern "C" fn finish(fd: c_int) {
    unsafe { libc::close(fd) };
}

#[no_mangle]
pub unsafe extern "C" fn peek(fd: c_int) -> c_int {
    libc::send(fd, b"?".as_ptr().cast(), 1, 0) as c_int
}

fn opened_by_c_bad() -> bool {
    let fd = unsafe { net_open() };
    if fd < 0 {
        return false;
    }
    unsafe { net_ping(fd) == 1 }
} //~ send-error-leak

fn opened_by_c_ok() -> Option<OwnedFd> {
    let fd = unsafe { net_open() };
    if fd < 0 {
        return None;
    }
    Some(unsafe { OwnedFd::from_raw_fd(fd) })
}

fn given_away_ok(stream: TcpStream) {
    unsafe { net_close(stream.into_raw_fd()) };
}

fn lent_and_closed_bad(stream: TcpStream) {
    unsafe { net_close(stream.as_raw_fd()) }; //~ fd-double-owner
}

fn lent_ok(stream: &TcpStream) -> bool {
    unsafe { net_ping(stream.as_raw_fd()) == 1 }
}

// Rust's own `release`, of which nothing is known: C's is not meant.
fn another_release_ok() {
    let fd = unsafe { net_open() };
    if fd < 0 {
        return;
    }
    release(fd);
    unsafe { net_ping(fd) };
    unsafe { net_close(fd) };
}
