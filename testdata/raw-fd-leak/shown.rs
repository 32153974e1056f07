// What is made an owner of, or closed, after a function of another file was given it, that function has not kept.
use crate::poll::{Poller, keep, name_it, set_up};
use std::io;
use std::net::TcpStream;
use std::os::fd::{FromRawFd, RawFd};
use std::ptr;

fn registered_bad(poller: &Poller, address: &[u8]) -> io::Result<TcpStream> {
    let fd = new_socket(address)?;
    poller.register(fd, 7)?; //~ raw-fd-leak
    Ok(unsafe { TcpStream::from_raw_fd(fd) })
}

fn set_up_in_two_steps_bad(address: &[u8]) -> io::Result<TcpStream> {
    let fd = new_socket(address)?;
    set_up(fd)?; //~ raw-fd-leak
    name_it(fd, address)?;
    Ok(unsafe { TcpStream::from_raw_fd(fd) })
}

fn registered_by_its_owner_ok(poller: &Poller, address: &[u8]) -> io::Result<TcpStream> {
    let fd = new_socket(address)?;
    let stream = unsafe { TcpStream::from_raw_fd(fd) };
    poller.register(fd, 7)?;
    Ok(stream)
}

fn closed_on_failure_ok(poller: &Poller, address: &[u8]) -> io::Result<TcpStream> {
    let fd = new_socket(address)?;
    if let Err(error) = poller.register(fd, 7) {
        unsafe { libc::close(fd) };
        return Err(error);
    }
    Ok(unsafe { TcpStream::from_raw_fd(fd) })
}

// Where it is not taken back, it may have been kept.
fn kept_or_owned_ok(is_kept: bool, address: &[u8]) -> io::Result<Option<TcpStream>> {
    let fd = new_socket(address)?;
    if is_kept {
        keep(fd)?;
        return Ok(None);
    }
    Ok(Some(unsafe { TcpStream::from_raw_fd(fd) }))
}

// A pointer that leads to numbers is none.
fn behind_a_pointer_ok(name: &str) -> Option<TcpStream> {
    let mut all: *mut RawFd = ptr::null_mut();
    if unsafe { opened_for_us(name, &mut all) } != 0 || all.is_null() {
        return None;
    }
    let first = unsafe { *all };
    unsafe { give_back(all) };
    Some(unsafe { TcpStream::from_raw_fd(first) })
}
