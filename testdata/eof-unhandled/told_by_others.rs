// Loops around a read that something else than its amount may end.
use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

fn state_ok(stream: &mut TcpStream, machine: &mut Machine) -> Result<(), Failure> {
    let mut buffer = [0; 64];
    loop {
        let n = stream.read(&mut buffer)?;
        machine.extend(&buffer[..n])?;
    }
}

fn asked_ok(stream: &mut TcpStream, machine: &mut Machine) -> io::Result<()> {
    let mut buffer = [0; 64];
    loop {
        let n = stream.read(&mut buffer)?;
        if machine.put(&buffer[..n]) == State::Closed {
            return Ok(());
        }
    }
}

fn stopped_ok(stream: &mut TcpStream, stop: &AtomicBool) -> io::Result<Vec<u8>> {
    let (mut all, mut buffer) = (Vec::new(), [0; 64]);
    loop {
        let n = stream.read(&mut buffer)?;
        all.extend_from_slice(&buffer[..n]);
        if should_stop(&stop) {
            return Ok(all);
        }
    }
}

fn expired_ok(stream: &mut TcpStream) -> io::Result<Vec<u8>> {
    let start = Instant::now();
    let mut all = Vec::new();
    let mut buffer = [0; 64];
    loop {
        let n = stream.read(&mut buffer)?;
        all.extend_from_slice(&buffer[..n]);
        if expired(&start) {
            return Ok(all);
        }
    }
}

fn acknowledged_ok(mut stream: TcpStream) -> io::Result<Vec<u8>> {
    let mut all = Vec::new();
    let mut buffer = [0; 64];
    loop {
        let n = stream.read(&mut buffer)?;
        all.extend_from_slice(&buffer[..n]);
        acknowledge(&stream)?;
        if all.ends_with(b"\n") {
            return Ok(all);
        }
    }
}

fn whole_bad(mut stream: TcpStream) -> io::Result<Request> {
    let mut all = Vec::new();
    let mut buffer = [0; 64];
    loop {
        let n = stream.read(&mut buffer)?; //~ eof-unhandled
        all.extend_from_slice(&buffer[..n]);
        if let Some(request) = parse(&all) {
            return Ok(request);
        }
    }
}
