// What stands inside macro calls is read where it stands.
use std::io;
use std::net::{TcpListener, TcpStream};
use std::os::fd::{FromRawFd, OwnedFd, RawFd};

async fn select_biased_bad(listener: tokio::net::TcpListener, mut stop: Stop) {
    loop {
        tokio::select! {
            biased;
            _ = stop.recv() => break,
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => handle(stream),
                Err(error) => log(error), //~ accept-loop-spins
            },
        }
    }
}

async fn select_with_else_and_conditions_bad(listener: tokio::net::TcpListener, mut stop: Stop, mut open: bool) -> io::Result<()> {
    loop {
        tokio::select! {
            Some(message) = stop.recv(), if open => { open = message.open; }
            accepted = listener.accept(), if open => {
                let (stream, _) = accepted?; //~ accept-loop-dies
                handle(stream);
            }
            else => return Ok(()),
        }
    }
}

async fn select_of_futures_bad(listener: tokio::net::TcpListener, mut ticks: Ticks) -> io::Result<()> {
    loop {
        futures::select! {
            accepted = listener.accept().fuse() => handle(accepted?), //~ accept-loop-dies
            _ = ticks.next() => {}
            complete => break Ok(()),
        }
    }
}

async fn select_refutable_bad(listener: tokio::net::TcpListener, mut stop: Stop) {
    loop {
        tokio::select! {
            Ok((stream, _)) = listener.accept() => handle(stream), //~ select-refutable-accept
            _ = stop.recv() => return,
        }
    }
}

async fn select_paused_ok(listener: tokio::net::TcpListener, mut stop: Stop) {
    loop {
        tokio::select! {
            biased;
            _ = stop.recv() => return,
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => handle(stream),
                Err(error) => {
                    log(error);
                    tokio::time::sleep(PAUSE).await;
                }
            }
        }
    }
}

async fn joined_bad(fd: RawFd) -> io::Result<()> {
    let raw = unsafe { libc::socket(libc::AF_INET, libc::SOCK_STREAM, 0) };
    if raw < 0 {
        return Err(io::Error::last_os_error());
    }
    tokio::try_join!(ready(fd), ready(raw_of(raw)))?; //~ raw-fd-leak
    let owner = unsafe { OwnedFd::from_raw_fd(raw) };
    keep(owner);
    Ok(())
}

async fn joined_early_bad(fd: RawFd) -> io::Result<()> {
    let raw = unsafe { libc::socket(libc::AF_INET, libc::SOCK_STREAM, 0) };
    if raw < 0 {
        return Err(io::Error::last_os_error());
    }
    let (a, b) = tokio::join!(ready(fd), ready(fd));
    a?; //~ socket-leak
    b?; //~ socket-leak
    keep(unsafe { OwnedFd::from_raw_fd(raw) });
    Ok(())
}

cfg_if::cfg_if! {
    if #[cfg(unix)] {
        fn in_cfg_if_bad(listener: TcpListener) -> io::Result<()> {
            loop {
                let (stream, _) = listener.accept()?; //~ accept-loop-dies
                handle(stream);
            }
        }
    } else if #[cfg(windows)] {
        fn in_the_other_arm_bad(listener: TcpListener) -> io::Result<()> {
            loop {
                let (stream, _) = listener.accept()?; //~ accept-loop-dies
                handle(stream);
            }
        }
    } else {
        fn nowhere() {}
    }
}

fn syscall_bad() -> io::Result<OwnedFd> {
    let fd = syscall!(socket(libc::AF_INET, libc::SOCK_STREAM, 0))?;
    syscall!(listen(fd, 16))?; //~ socket-leak
    Ok(unsafe { OwnedFd::from_raw_fd(fd) })
}

fn syscall_ok() -> io::Result<OwnedFd> {
    let fd = syscall!(socket(libc::AF_INET, libc::SOCK_STREAM, 0))?;
    let owner = unsafe { OwnedFd::from_raw_fd(fd) };
    syscall!(listen(fd, 16))?;
    Ok(owner)
}

fn told_in_a_format_ok() -> io::Result<OwnedFd> {
    let fd = syscall!(socket(libc::AF_INET, libc::SOCK_STREAM, 0))?;
    println!("opened {} as {fd}", fd);
    tracing::info!(fd = %fd, "opened");
    assert!(fd > 2, "opened {}", fd);
    Ok(unsafe { OwnedFd::from_raw_fd(fd) })
}

fn told_and_lost_bad() -> io::Result<()> {
    let fd = syscall!(socket(libc::AF_INET, libc::SOCK_STREAM, 0))?;
    println!("opened {}", fd);
    Ok(())
} //~ socket-leak

fn tried_bad(listener: TcpListener) -> io::Result<()> {
    loop {
        let (stream, _) = try!(listener.accept()); //~ accept-loop-dies
        handle(stream);
    }
}

fn ensured_bad(listener: RawFd, limit: usize) -> anyhow::Result<()> {
    let fd = unsafe { libc::accept(listener, std::ptr::null_mut(), std::ptr::null_mut()) };
    anyhow::ensure!(fd >= 0, "no connection");
    if limit == 0 {
        anyhow::bail!("too many: {}", limit); //~ socket-leak
    }
    unsafe { libc::close(fd) };
    Ok(())
}

async fn streamed_bad(listener: tokio::net::TcpListener) {
    let all = async_stream::try_stream! {
        loop {
            let (stream, _) = listener.accept().await?; //~ accept-loop-dies
            spawn(serve(stream));
        }
    };
    all.run().await;
}

fn in_a_vector_ok() -> Vec<RawFd> {
    let fd = unsafe { libc::socket(libc::AF_INET, libc::SOCK_STREAM, 0) };
    vec![fd]
}

fn matched_ok(stream: &mut TcpStream) -> bool {
    matches!(stream.set_nonblocking(true), Ok(()))
}
