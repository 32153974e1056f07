// Where a comment may stand in Rust.
use std::net::{TcpListener, TcpStream};

fn beside(listener: TcpListener) -> std::io::Result<()> {
    loop {
        handle(listener.accept()?); // sockleak: ignore[accept-loop-dies]
    }
}

fn above(listener: TcpListener) -> std::io::Result<()> {
    loop {
        // sockleak: ignore[accept-loop-dies] -- the supervisor starts it again
        handle(listener.accept()?);
    }
}

fn above_a_chain(listener: TcpListener) -> std::io::Result<()> {
    loop {
        // sockleak: ignore[accept-loop-dies]
        let stream = listener
            .accept()
            .map(|(stream, _)| stream)?;
        handle(stream);
    }
}

async fn in_an_arm_of_a_macro(listener: tokio::net::TcpListener, stop: Stop) -> std::io::Result<()> {
    loop {
        tokio::select! {
            accepted = listener.accept() => {
                // sockleak: ignore[accept-loop-dies]
                handle(accepted?);
            }
            _ = stop.recv() => return Ok(()),
        }
    }
}

async fn at_an_arm_of_a_macro(listener: tokio::net::TcpListener, stop: Stop) {
    loop {
        tokio::select! {
            // sockleak: ignore[select-refutable-accept]
            Ok((stream, _)) = listener.accept() => handle(stream),
            _ = stop.recv() => return,
        }
    }
}

async fn above_a_macro(listener: tokio::net::TcpListener, stop: Stop) {
    loop {
        // It speaks of what comes before the brace. sockleak says so.
        // sockleak: ignore[select-refutable-accept] //~ unused-suppression
        tokio::select! {
            Ok((stream, _)) = listener.accept() => handle(stream), //~ select-refutable-accept
            _ = stop.recv() => return,
        }
    }
}

fn at_an_arm(listener: TcpListener) {
    loop {
        match listener.accept() {
            Ok((stream, _)) => handle(stream),
            Err(error) => eprintln!("{error}"), // sockleak: ignore[accept-loop-spins]
        }
    }
}

fn at_a_macro_call() -> std::io::Result<OwnedFd> {
    let fd = syscall!(socket(libc::AF_INET, libc::SOCK_STREAM, 0))?;
    // sockleak: ignore[socket-leak]
    syscall!(listen(fd, 16))?;
    Ok(unsafe { OwnedFd::from_raw_fd(fd) })
}

fn where_it_was_opened() -> std::io::Result<OwnedFd> {
    // sockleak: ignore[socket-leak]
    let fd = syscall!(socket(libc::AF_INET, libc::SOCK_STREAM, 0))?;
    syscall!(listen(fd, 16))?;
    Ok(unsafe { OwnedFd::from_raw_fd(fd) })
}

fn of_something_else(stream: &TcpStream) {
    // sockleak: ignore[socket-leak] //~ unused-suppression
    let _ = stream.set_nonblocking(true);
}
