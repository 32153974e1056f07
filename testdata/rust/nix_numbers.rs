// nix before 0.27: everything that it opens is a number.
use nix::sys::socket::{AddressFamily, SockFlag, SockType, UnixAddr, accept, bind, listen, recv, socket};
use nix::unistd::{close, dup};
use std::os::unix::io::{AsRawFd, FromRawFd, RawFd};
use std::os::unix::net::UnixListener;

fn socket_bad(path: &str) -> nix::Result<UnixListener> {
    let fd = socket(AddressFamily::Unix, SockType::Stream, SockFlag::empty(), None)?;
    let address = UnixAddr::new(path)?; //~ raw-fd-leak
    bind(fd, &address)?;
    Ok(unsafe { UnixListener::from_raw_fd(fd) })
}

fn socket_ok(path: &str) -> nix::Result<UnixListener> {
    let address = UnixAddr::new(path)?;
    let fd = socket(AddressFamily::Unix, SockType::Stream, SockFlag::empty(), None)?;
    let listener = unsafe { UnixListener::from_raw_fd(fd) };
    bind(fd, &address)?;
    Ok(listener)
}

fn accepted_bad(listener: RawFd) -> nix::Result<usize> {
    let fd = accept(listener)?;
    let mut buffer = [0; 8];
    let n = recv(fd, &mut buffer, MsgFlags::empty())?; //~ raw-fd-leak
    close(fd)?;
    Ok(n)
}

fn accepted_ok(listener: RawFd) -> nix::Result<usize> {
    let fd = accept(listener)?;
    let mut buffer = [0; 8];
    let n = recv(fd, &mut buffer, MsgFlags::empty());
    close(fd)?;
    n
}

fn closed_of_an_owner_bad(listener: &UnixListener) -> nix::Result<()> {
    close(listener.as_raw_fd()) //~ fd-double-owner
}

fn of_a_copy_ok(listener: &UnixListener) -> nix::Result<UnixListener> {
    let copy = dup(listener.as_raw_fd())?;
    Ok(unsafe { UnixListener::from_raw_fd(copy) })
}
