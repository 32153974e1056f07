// Numbers that nobody has in the end, though their owner was given up for them, or that are given back.
use std::io;
use std::net::TcpStream;
use std::os::fd::{FromRawFd, IntoRawFd, RawFd};

fn shut_down_bad(stream: TcpStream) -> bool {
    let fd = stream.into_raw_fd(); //~ raw-fd-leak
    let result = unsafe { libc::shutdown(fd, libc::SHUT_RDWR) };
    result == 0
}

fn shut_down_ok(stream: TcpStream) -> bool {
    let fd = stream.into_raw_fd();
    let result = unsafe { libc::shutdown(fd, libc::SHUT_RDWR) };
    unsafe { libc::close(fd) };
    result == 0
}

// For the new process it stays open.
fn inherited_ok(stream: TcpStream) -> io::Result<()> {
    let fd = stream.into_raw_fd();
    if unsafe { libc::fcntl(fd, libc::F_SETFD, 0) } < 0 {
        return Err(io::Error::last_os_error());
    }
    run()
}

fn opened_bad() -> io::Result<RawFd> {
    let fd = unsafe { libc::socket(libc::AF_INET, libc::SOCK_STREAM, 0) };
    if fd < 0 {
        return Err(io::Error::last_os_error());
    }
    set_flags(fd)?; //~ raw-fd-leak
    Ok(fd)
}

fn opened_ok() -> io::Result<RawFd> {
    let fd = unsafe { libc::socket(libc::AF_INET, libc::SOCK_STREAM, 0) };
    if fd < 0 {
        return Err(io::Error::last_os_error());
    }
    if let Err(error) = set_flags(fd) {
        unsafe { libc::close(fd) };
        return Err(error);
    }
    Ok(fd)
}

// Nobody knows what this does with it.
fn handed_on_ok() -> io::Result<()> {
    let fd = unsafe { libc::socket(libc::AF_INET, libc::SOCK_STREAM, 0) };
    if fd < 0 {
        return Err(io::Error::last_os_error());
    }
    serve(fd)?;
    Ok(())
}
