// A single byte is written or not.
use std::io::{self, Write};
use std::net::TcpStream;

fn literal_ok(stream: &mut TcpStream) -> io::Result<()> {
    stream.write(b"\n")?;
    stream.write("x".as_bytes())?;
    stream.write(&[0u8; 1])?;
    stream.write(b"")?;
    Ok(())
}

fn array_ok(stream: &mut TcpStream, byte: u8) -> io::Result<()> {
    let data = [byte];
    stream.write(&data)?;
    stream.write(std::slice::from_ref(&byte))?;
    Ok(())
}

fn two_bad(stream: &mut TcpStream) -> io::Result<()> {
    stream.write(b"\r\n")?; //~ write-amount-ignored
    Ok(())
}

fn array_bad(stream: &mut TcpStream, byte: u8) -> io::Result<()> {
    let data = [byte, 0];
    stream.write(&data)?; //~ write-amount-ignored
    Ok(())
}

fn repeated_bad(stream: &mut TcpStream) -> io::Result<()> {
    stream.write(&[0u8; 64])?; //~ write-amount-ignored
    Ok(())
}
