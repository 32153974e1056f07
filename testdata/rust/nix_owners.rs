// nix since 0.27: what it opens has an owner, but for `accept`.
use nix::sys::socket::{AddressFamily, Backlog, SockFlag, SockType, accept, bind, listen, socket};
use nix::unistd::close;
use std::os::fd::{AsRawFd, FromRawFd, IntoRawFd, OwnedFd, RawFd};
use std::os::unix::net::UnixListener;

fn socket_ok(address: &Address) -> nix::Result<UnixListener> {
    let fd = socket(AddressFamily::Unix, SockType::Stream, SockFlag::empty(), None)?;
    bind(fd.as_raw_fd(), address)?;
    listen(&fd, Backlog::new(16)?)?;
    Ok(UnixListener::from(fd))
}

fn accepted_bad(listener: &OwnedFd, limit: usize) -> nix::Result<OwnedFd> {
    let fd = accept(listener.as_raw_fd())?;
    check(limit)?; //~ raw-fd-leak
    Ok(unsafe { OwnedFd::from_raw_fd(fd) })
}

fn accepted_ok(listener: &OwnedFd, limit: usize) -> nix::Result<OwnedFd> {
    let fd = unsafe { OwnedFd::from_raw_fd(accept(listener.as_raw_fd())?) };
    check(limit)?;
    Ok(fd)
}

fn closed_twice_bad(fd: OwnedFd) -> nix::Result<()> {
    close(fd.as_raw_fd()) //~ fd-double-owner
}

fn closed_ok(fd: OwnedFd) -> nix::Result<()> {
    close(fd)
}

fn given_up_and_closed_ok(fd: OwnedFd) -> nix::Result<()> {
    close(fd.into_raw_fd())
}

fn pair_ok() -> nix::Result<(OwnedFd, OwnedFd)> {
    let (ours, theirs) = nix::unistd::pipe()?;
    nix::fcntl::fcntl(&ours, F_SETFD)?;
    Ok((ours, theirs))
}
