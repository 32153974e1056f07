// Functions of other files, of which only the names are known, keep the number that they are given.
use crate::pool::{Pool, Queue, keep};
use std::io;
use std::os::fd::RawFd;

fn in_pool_ok() -> io::Result<Pool> {
    let fd = unsafe { libc::socket(libc::AF_INET, libc::SOCK_STREAM, 0) };
    if fd < 0 {
        return Err(io::Error::last_os_error());
    }
    Ok(Pool::with(fd))
}

fn in_queue_ok(q: &mut Queue) -> io::Result<()> {
    let fd = unsafe { libc::socket(libc::AF_INET, libc::SOCK_STREAM, 0) };
    if fd < 0 {
        return Err(io::Error::last_os_error());
    }
    q.hold(fd);
    Ok(())
}

fn kept_ok(listener: RawFd) -> bool {
    let fd = unsafe { libc::accept(listener, std::ptr::null_mut(), std::ptr::null_mut()) };
    if fd == -1 {
        return false;
    }
    keep(fd);
    true
}

fn told_of_bad(listener: RawFd) -> bool {
    let fd = unsafe { libc::accept(listener, std::ptr::null_mut(), std::ptr::null_mut()) };
    if fd == -1 {
        return false;
    }
    println!("{}", fd);
    true
} //~ socket-leak

fn kept_too_late_bad(listener: RawFd) -> io::Result<()> {
    let fd = unsafe { libc::accept(listener, std::ptr::null_mut(), std::ptr::null_mut()) };
    if fd < 0 {
        return Err(io::Error::last_os_error());
    }
    let mut buffer = [0u8; 16];
    let n = unsafe { libc::recv(fd, buffer.as_mut_ptr().cast(), 16, 0) };
    if n < 0 {
        return Err(io::Error::last_os_error()); //~ recv-error-leak
    }
    keep(fd);
    Ok(())
}
