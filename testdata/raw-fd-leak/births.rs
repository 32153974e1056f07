use std::io;
use std::net::{TcpListener, TcpStream};
use std::os::fd::{FromRawFd, IntoRawFd, OwnedFd, RawFd};

fn question_mark_bad(address: &str) -> io::Result<TcpListener> {
    let fd = new_socket()?;
    let address = parse(address)?; //~ raw-fd-leak
    bind(fd, &address);
    Ok(unsafe { TcpListener::from_raw_fd(fd) })
}

fn owner_first_ok(address: &str) -> io::Result<TcpListener> {
    let fd = new_socket()?;
    let listener = unsafe { TcpListener::from_raw_fd(fd) };
    bind(fd, &parse(address)?);
    Ok(listener)
}

fn closed_on_failure_ok(address: &str) -> io::Result<TcpListener> {
    let fd = new_socket()?;
    let address = match parse(address) {
        Ok(address) => address,
        Err(error) => {
            unsafe { libc::close(fd) };
            return Err(error);
        }
    };
    bind(fd, &address);
    Ok(unsafe { TcpListener::from_raw_fd(fd) })
}

fn given_up_owner_bad(stream: TcpStream) -> io::Result<OwnedFd> {
    let fd = stream.into_raw_fd();
    if unsafe { libc::fcntl(fd, libc::F_SETFL, 0) } == -1 {
        return Err(io::Error::last_os_error()); //~ raw-fd-leak
    }
    Ok(unsafe { OwnedFd::from_raw_fd(fd) })
}

fn libc_socket_bad() -> io::Result<OwnedFd> {
    let fd = unsafe { libc::socket(libc::AF_INET, libc::SOCK_STREAM, 0) };
    if fd < 0 {
        return Err(io::Error::last_os_error());
    }
    if unsafe { libc::listen(fd, 16) } < 0 {
        return Err(io::Error::last_os_error()); //~ socket-leak
    }
    Ok(unsafe { OwnedFd::from_raw_fd(fd) })
}

fn returned_ok(is_wanted: bool) -> io::Result<RawFd> {
    let fd = new_socket()?;
    if !is_wanted {
        unsafe { libc::close(fd) };
        return Err(io::ErrorKind::Other.into());
    }
    Ok(fd)
}

fn mapped_ok(listener: Wrapped) -> io::Result<TcpListener> {
    listener.into_inner().map(IntoRawFd::into_raw_fd).map(|fd| unsafe { TcpListener::from_raw_fd(fd) })
}

fn an_owner_lent_by_reference_ok(path: &str) -> io::Result<()> {
    let fd = nix::fcntl::open(path)?;
    nix::unistd::write(&fd, b"0")?;
    nix::unistd::close(fd)
}

fn stored_behind_a_guard_ok(kept: &Mutex<Option<RawFd>>, address: &str) -> io::Result<()> {
    let fd = new_socket()?;
    let mut kept = kept.lock().unwrap();
    *kept = Some(fd);
    Ok(())
}

fn closed_at_another_time(kept: &Mutex<Option<RawFd>>) {
    if let Some(fd) = kept.lock().unwrap().take() {
        unsafe { libc::close(fd) };
    }
}
