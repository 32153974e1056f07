// What rustix opens has an owner; what it is lent is a reference.
use rustix::fd::{AsFd, AsRawFd, FromRawFd, IntoRawFd, OwnedFd};
use rustix::net::{AddressFamily, SocketType, accept, bind, listen, recv, socket, sockopt};

fn owned_ok() -> rustix::io::Result<()> {
    let fd = socket(AddressFamily::INET, SocketType::STREAM, None)?;
    listen(&fd, 16)?;
    let client = accept(&fd)?;
    recv(&client, &mut [0; 8], RecvFlags::empty())?;
    Ok(())
}

fn accepted_bad(listener: OwnedFd) -> rustix::io::Result<()> {
    loop {
        let client = rustix::net::accept(&listener)?; //~ accept-loop-dies
        spawn(serve(client));
    }
}

fn given_up_bad(fd: OwnedFd) -> rustix::io::Result<OwnedFd> {
    let raw = fd.into_raw_fd();
    let other = socket(AddressFamily::INET, SocketType::STREAM, None)?; //~ raw-fd-leak
    connect(other);
    Ok(unsafe { OwnedFd::from_raw_fd(raw) })
}

fn closed_of_an_owner_bad(fd: OwnedFd) {
    unsafe { rustix::io::close(fd.as_raw_fd()) }; //~ fd-double-owner
}

fn closed_number_ok(fd: OwnedFd) {
    unsafe { rustix::io::close(fd.into_raw_fd()) };
}

fn lent_ok(fd: &OwnedFd) -> rustix::io::Result<usize> {
    let lent = fd.as_fd();
    rustix::io::read(lent, &mut [0; 8])
}

fn option_bad(fd: &OwnedFd) {
    let _ = sockopt::set_socket_timeout(fd, sockopt::Timeout::Recv, None); //~ unchecked-setsockopt
}
