// The rules for C on raw descriptors in unsafe code.
use std::io;
use std::os::fd::RawFd;

fn receive_failed_bad(listener: RawFd) -> io::Result<usize> {
    let fd = unsafe { libc::accept(listener, std::ptr::null_mut(), std::ptr::null_mut()) };
    if fd < 0 {
        return Err(io::Error::last_os_error());
    }
    let mut data = [0u8; 64];
    let n = unsafe { libc::recv(fd, data.as_mut_ptr().cast(), data.len(), 0) };
    if n < 0 {
        return Err(io::Error::last_os_error()); //~ recv-error-leak
    }
    if n == 0 {
        return Ok(0); //~ eof-leak
    }
    unsafe { libc::close(fd) };
    Ok(n as usize)
}

fn receive_failed_ok(listener: RawFd) -> io::Result<usize> {
    let fd = unsafe { libc::accept(listener, std::ptr::null_mut(), std::ptr::null_mut()) };
    if fd < 0 {
        return Err(io::Error::last_os_error());
    }
    let mut data = [0u8; 64];
    let n = unsafe { libc::recv(fd, data.as_mut_ptr().cast(), data.len(), 0) };
    unsafe { libc::close(fd) };
    if n < 0 { Err(io::Error::last_os_error()) } else { Ok(n as usize) }
}

fn send_failed_bad(fd: RawFd) -> bool {
    let fd = unsafe { libc::dup(fd) };
    if fd < 0 {
        return false;
    }
    if unsafe { libc::send(fd, b"x".as_ptr().cast(), 1, 0) } < 0 {
        return false; //~ send-error-leak
    }
    unsafe { libc::close(fd) };
    true
}

fn closed_twice_bad() {
    let fd = unsafe { libc::socket(libc::AF_INET, libc::SOCK_STREAM, 0) };
    if fd < 0 {
        return;
    }
    unsafe {
        libc::close(fd);
        libc::close(fd); //~ double-close
    }
}

fn used_after_close_bad() {
    let fd = unsafe { libc::socket(libc::AF_INET, libc::SOCK_STREAM, 0) };
    if fd < 0 {
        return;
    }
    unsafe {
        libc::close(fd);
        libc::shutdown(fd, libc::SHUT_RDWR); //~ use-after-close
    }
}

fn stored_over_bad(address: *const libc::sockaddr) -> RawFd {
    let mut fd = unsafe { libc::socket(libc::AF_INET, libc::SOCK_STREAM, 0) };
    if unsafe { libc::connect(fd, address, 16) } < 0 {
        fd = unsafe { libc::socket(libc::AF_INET6, libc::SOCK_STREAM, 0) }; //~ overwritten-socket
    }
    fd
}
