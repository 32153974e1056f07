// Functions of the file's own that are named like those of the C library: their bodies count.
use std::io;
use std::os::fd::RawFd;

fn connect(fd: RawFd) -> io::Result<()> {
    if unsafe { libc::listen(fd, 16) } == -1 {
        return Err(io::Error::last_os_error());
    }
    Ok(())
}

fn shutdown(fd: RawFd) {
    unsafe { libc::close(fd) };
}

fn only_used_bad() -> io::Result<()> {
    let fd = unsafe { libc::socket(libc::AF_INET, libc::SOCK_STREAM, 0) };
    if fd < 0 {
        return Err(io::Error::last_os_error());
    }
    connect(fd)?; //~ socket-leak
    unsafe { libc::close(fd) };
    Ok(())
}

fn closed_by_it_ok() -> io::Result<()> {
    let fd = unsafe { libc::socket(libc::AF_INET, libc::SOCK_STREAM, 0) };
    if fd < 0 {
        return Err(io::Error::last_os_error());
    }
    shutdown(fd);
    Ok(())
}

fn socket() -> RawFd {
    let fd = unsafe { libc::socket(libc::AF_INET, libc::SOCK_STREAM, 0) };
    if fd >= 0 && unsafe { libc::listen(fd, 1) } == -1 {
        return -1; //~ socket-leak
    }
    fd
}
