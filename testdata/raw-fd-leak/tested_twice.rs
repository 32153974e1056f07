// A test that a former one has settled tells nothing new.
use std::io;
use std::net::TcpListener;
use std::os::fd::FromRawFd;

fn tested_twice_ok() -> io::Result<TcpListener> {
    let fd = new_socket();
    if fd == -1 {
        return Err(io::Error::last_os_error());
    }
    if fd < 0 {
        return Err(io::Error::last_os_error());
    }
    Ok(unsafe { TcpListener::from_raw_fd(fd) })
}

fn tested_both_ways_ok() -> io::Result<TcpListener> {
    let fd = new_socket();
    if fd != -1 && fd >= 0 {
        return Ok(unsafe { TcpListener::from_raw_fd(fd) });
    }
    Err(io::Error::last_os_error())
}

fn other_test_bad(address: &str) -> io::Result<TcpListener> {
    let fd = new_socket();
    if fd == -1 {
        return Err(io::Error::last_os_error());
    }
    if address.is_empty() {
        return Err(io::ErrorKind::InvalidInput.into()); //~ raw-fd-leak
    }
    Ok(unsafe { TcpListener::from_raw_fd(fd) })
}

fn matched_ok() -> io::Result<TcpListener> {
    let fd = new_socket();
    match fd {
        -1 => return Err(io::Error::last_os_error()),
        _ => {}
    }
    if fd < 0 {
        return Err(io::Error::last_os_error());
    }
    Ok(unsafe { TcpListener::from_raw_fd(fd) })
}
