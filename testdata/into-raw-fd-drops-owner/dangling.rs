//! Numbers whose owner ends with the function that returns them.

use std::io;
use std::mem::ManuallyDrop;
use std::net::{TcpListener, TcpStream};
use std::os::fd::{AsRawFd, IntoRawFd, OwnedFd, RawFd};
use std::os::unix::net::UnixStream;

fn connected_bad(address: &str) -> io::Result<RawFd> {
    let stream = TcpStream::connect(address)?;
    stream.set_nodelay(true)?;
    Ok(stream.as_raw_fd())
} //~ into-raw-fd-drops-owner

fn named_bad(path: &str) -> io::Result<RawFd> {
    let stream = UnixStream::connect(path)?;
    let fd = stream.as_raw_fd();
    Ok(fd)
} //~ into-raw-fd-drops-owner

fn accepted_bad(listener: &TcpListener) -> io::Result<RawFd> {
    let (stream, _) = listener.accept()?;
    Ok(stream.as_raw_fd())
} //~ into-raw-fd-drops-owner

fn given_up_ok(address: &str) -> io::Result<RawFd> {
    let stream = TcpStream::connect(address)?;
    Ok(stream.into_raw_fd())
}

fn kept_from_ending_ok(address: &str) -> io::Result<RawFd> {
    let stream = ManuallyDrop::new(TcpStream::connect(address)?);
    Ok(stream.as_raw_fd())
}

fn forgotten_ok(address: &str) -> io::Result<RawFd> {
    let stream = TcpStream::connect(address)?;
    let fd = stream.as_raw_fd();
    std::mem::forget(stream);
    Ok(fd)
}

fn both_ok(address: &str) -> io::Result<(RawFd, TcpStream)> {
    let stream = TcpStream::connect(address)?;
    Ok((stream.as_raw_fd(), stream))
}

fn stored_ok(address: &str, all: &mut Vec<TcpStream>) -> io::Result<RawFd> {
    let stream = TcpStream::connect(address)?;
    let fd = stream.as_raw_fd();
    all.push(stream);
    Ok(fd)
}

fn in_a_task_ok(address: &str) -> io::Result<RawFd> {
    let stream = TcpStream::connect(address)?;
    let fd = stream.as_raw_fd();
    std::thread::spawn(move || talk(stream));
    Ok(fd)
}

fn made_another_ok(address: &str) -> io::Result<RawFd> {
    let stream = TcpStream::connect(address)?;
    let fd = stream.as_raw_fd();
    let owned = OwnedFd::from(stream);
    drop(owned.into_raw_fd());
    Ok(fd)
}

fn duplicated_ok(address: &str) -> io::Result<RawFd> {
    let stream = TcpStream::connect(address)?;
    Ok(unsafe { libc::dup(stream.as_raw_fd()) })
}

fn lent_ok(stream: &TcpStream) -> RawFd {
    stream.as_raw_fd()
}

struct Kept {
    stream: TcpStream,
}

impl Kept {
    fn fd(&mut self, address: &str) -> io::Result<RawFd> {
        let stream = TcpStream::connect(address)?;
        let fd = stream.as_raw_fd();
        self.stream = stream;
        Ok(fd)
    }
}

fn talk(_: TcpStream) {}
