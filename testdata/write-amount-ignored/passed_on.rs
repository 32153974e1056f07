// Errors that are passed on, and amounts that are not.
use std::io::{self, Write};
use std::net::{TcpStream, UdpSocket};
use std::os::unix::net::UnixStream;
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt};

fn generic_bad<W: Write>(to: &mut W, header: u8, length: u8) -> io::Result<()> {
    to.write(&[header, length])?; //~ write-amount-ignored
    to.flush()
}

fn impl_bad(to: &mut impl Write, frame: &[u8]) -> io::Result<()> {
    let _written = to.write(frame)?; //~ write-amount-ignored
    Ok(())
}

async fn both_ways_bad<S: AsyncRead + AsyncWrite + Unpin>(to: &mut S, frame: &[u8]) -> Result<(), String> {
    to.write(frame).await.map_err(|error| error.to_string())?; //~ write-amount-ignored
    Ok(())
}

async fn mapped_bad<W: AsyncWriteExt + Unpin>(to: &mut W, frame: &[u8]) -> io::Result<()> {
    to.write(frame).await.map(|_| ()) //~ write-amount-ignored
}

fn dropped_bad(stream: &mut TcpStream, frame: &[u8]) -> io::Result<()> {
    stream.write(frame).map(drop) //~ write-amount-ignored
}

fn flushed_bad(stream: &mut TcpStream, frame: &[u8]) -> io::Result<()> {
    stream.write(frame).and_then(|_| stream.flush()) //~ write-amount-ignored
}

fn old_bad(stream: &mut TcpStream, frame: &[u8]) -> io::Result<()> {
    try!(stream.write(frame)); //~ write-amount-ignored
    Ok(())
}

fn only_logged_bad(stream: &mut TcpStream, frame: &[u8]) {
    match stream.write(frame) { //~ write-amount-ignored
        Ok(n) => println!("{}", n),
        Err(error) => println!("{}", error),
    }
}

fn tried_bad(stream: &tokio::net::TcpStream, frame: &[u8]) -> io::Result<()> {
    match stream.try_write(frame) { //~ write-amount-ignored
        Ok(_) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::WouldBlock => Ok(()),
        Err(error) => Err(error),
    }
}

enum Connection {
    Tcp(TcpStream),
    Unix(UnixStream),
}

impl Connection {
    fn one_of_two_bad(&mut self, frame: &[u8]) -> io::Result<()> {
        let to = match self {
            Connection::Tcp(stream) => stream as &mut dyn Write,
            Connection::Unix(stream) => stream as &mut dyn Write,
        };
        to.write(frame)?; //~ write-amount-ignored
        Ok(())
    }
}

fn handed_on_ok<W: Write>(to: &mut W, frame: &[u8]) -> io::Result<usize> {
    to.write(frame)
}

fn mapped_ok<W: Write>(to: &mut W, frame: &[u8]) -> io::Result<u64> {
    to.write(frame).map(|n| n as u64)
}

fn rest_ok<W: Write>(to: &mut W, mut frame: &[u8]) -> io::Result<()> {
    while !frame.is_empty() {
        let n = to.write(frame)?;
        frame = &frame[n..];
    }
    Ok(())
}

fn compared_ok<W: Write>(to: &mut W, frame: &[u8]) -> io::Result<()> {
    if to.write(frame)? < frame.len() {
        return Err(io::ErrorKind::WriteZero.into());
    }
    Ok(())
}

fn asserted_ok<W: Write>(to: &mut W, frame: &[u8]) -> io::Result<()> {
    let n = to.write(frame)?;
    assert_eq!(n, frame.len());
    Ok(())
}

// Of one byte, or of none, nothing can be left.
fn woken_ok(stream: &mut UnixStream) -> io::Result<()> {
    stream.write(&[1])?;
    stream.write(&[])?;
    Ok(())
}

// It says so.
fn not_wanted_ok(stream: &mut UnixStream, frame: &[u8]) {
    let _ = stream.write(frame);
    stream.write(frame).ok();
}

// A message goes whole or not at all.
fn message_ok(socket: &UdpSocket, message: &[u8]) -> io::Result<()> {
    socket.send(message)?;
    Ok(())
}
