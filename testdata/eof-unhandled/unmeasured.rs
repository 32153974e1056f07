// Reads whose amount nobody looks at, though the buffer is used.
use std::io::{self, Read};
use std::net::TcpStream;

fn whole_buffer_bad(stream: &mut TcpStream) -> io::Result<u32> {
    let mut header = [0; 4];
    stream.read(&mut header)?; //~ eof-unhandled
    Ok(u32::from_be_bytes(header))
}

async fn matched_bad<R: tokio::io::AsyncReadExt + Unpin>(from: &mut R) -> Option<Message> {
    let mut buffer = [0; 64];
    match from.read(&mut buffer).await { //~ eof-unhandled
        Ok(_) => Some(parse(&buffer)),
        Err(_) => None,
    }
}

fn one_byte_bad(stream: &mut TcpStream) -> io::Result<u8> {
    let mut byte = [0];
    stream.read(&mut byte)?; //~ eof-unhandled
    Ok(byte[0])
}

fn measured_ok(stream: &mut TcpStream) -> io::Result<Message> {
    let mut buffer = [0; 64];
    let n = stream.read(&mut buffer)?;
    Ok(parse(&buffer[..n]))
}

fn whole_ok(stream: &mut TcpStream) -> io::Result<u32> {
    let mut header = [0; 4];
    stream.read_exact(&mut header)?;
    Ok(u32::from_be_bytes(header))
}

// What comes is of no interest.
fn drained_ok(stream: &mut TcpStream) -> io::Result<()> {
    stream.read(&mut [0; 64])?;
    Ok(())
}

fn given_up_ok(stream: &mut TcpStream) {
    let mut buffer = [0; 64];
    while let Ok(n @ 1..) = stream.peek(&mut buffer) {
        let _ = stream.read(&mut buffer[..n]).unwrap();
    }
}
