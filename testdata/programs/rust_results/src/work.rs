use crate::open::{Pool, Trouble, dial, dial_again, handed_on, kept, take_one};
use std::io;
use std::os::fd::{FromRawFd, OwnedFd, RawFd};

fn early_return_bad() -> io::Result<()> {
    let fd = dial()?;
    if unsafe { libc::listen(fd, 16) } < 0 {
        return Err(io::Error::last_os_error()); //~ socket-leak
    }
    unsafe { libc::close(fd) };
    Ok(())
}

fn closed_on_both_ways_ok() -> io::Result<()> {
    let fd = dial()?;
    if unsafe { libc::listen(fd, 16) } < 0 {
        let error = io::Error::last_os_error();
        unsafe { libc::close(fd) };
        return Err(error);
    }
    unsafe { libc::close(fd) };
    Ok(())
}

fn never_closed_bad() -> Result<(), Trouble> {
    let fd = dial_again()?;
    unsafe { libc::listen(fd, 16) };
    Ok(())
} //~ socket-leak

fn has_an_owner_ok() -> io::Result<OwnedFd> {
    let fd = handed_on()?;
    Ok(unsafe { OwnedFd::from_raw_fd(fd) })
}

fn handed_on_twice_bad() -> io::Result<()> {
    let fd = handed_on()?;
    unsafe { libc::listen(fd, 16) };
    Ok(())
} //~ socket-leak

fn silent_peer_bad(listener: RawFd) -> bool {
    let Some(fd) = take_one(listener) else { return false };
    let mut buffer = [0u8; 4];
    if unsafe { libc::recv(fd, buffer.as_mut_ptr().cast(), 4, 0) } <= 0 {
        return false; //~ eof-leak
    }
    unsafe { libc::close(fd) };
    true
}

fn silent_peer_ok(listener: RawFd) -> bool {
    let Some(fd) = take_one(listener) else { return false };
    let mut buffer = [0u8; 4];
    let n = unsafe { libc::recv(fd, buffer.as_mut_ptr().cast(), 4, 0) };
    unsafe { libc::close(fd) };
    n > 0
}

fn matched_ok() {
    match dial() {
        Ok(fd) => {
            unsafe { libc::close(fd) };
        }
        Err(error) => log(error),
    }
}

fn matched_bad(listener: RawFd) {
    match take_one(listener) {
        Some(fd) => {
            unsafe { libc::send(fd, b"x".as_ptr().cast(), 1, 0) };
        }
        None => {}
    } //~ socket-leak
}

fn of_the_pool_ok(pool: &mut Pool) -> io::Result<()> {
    let fd = kept(pool)?;
    unsafe { libc::listen(fd, 16) };
    Ok(())
}

fn unwrapped_bad() {
    let fd = dial().unwrap();
    unsafe { libc::listen(fd, 16) };
} //~ socket-leak

fn tested_first_ok() -> io::Result<()> {
    let dialed = dial();
    if dialed.is_err() {
        return Ok(());
    }
    let fd = dialed?;
    unsafe { libc::close(fd) };
    Ok(())
}
