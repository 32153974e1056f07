use std::io::{BufRead, BufReader, ErrorKind, Read};
use std::net::{TcpListener, TcpStream};

fn fills_a_buffer_bad(stream: &mut TcpStream, buffer: &mut [u8]) -> std::io::Result<()> {
    let mut n = 0;
    while n < buffer.len() {
        n += stream.read(&mut buffer[n..])?; //~ eof-unhandled
    }
    Ok(())
}

fn lines_bad(stream: TcpStream) {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    while let Ok(_) = reader.read_line(&mut line) { //~ eof-unhandled
        print!("{line}");
        line.clear();
    }
}

fn goes_on_bad(stream: &mut TcpStream) {
    let mut buffer = [0; 64];
    loop {
        match stream.read(&mut buffer) { //~ eof-unhandled
            Ok(0) => continue,
            Ok(n) => take(&buffer[..n]),
            Err(_) => break,
        }
    }
}

fn nothing_for_zero_bad(stream: &mut TcpStream) -> std::io::Result<()> {
    let mut buffer = [0; 64];
    loop {
        let n = stream.read(&mut buffer)?; //~ eof-unhandled
        if n > 0 {
            take(&buffer[..n]);
        }
    }
}

fn until_it_would_block_bad(stream: &mut TcpStream, buffer: &mut [u8]) -> usize {
    let mut size = 0;
    loop {
        match stream.read(&mut buffer[size..]) { //~ eof-unhandled
            Ok(n) => size += n,
            Err(error) if error.kind() == ErrorKind::WouldBlock => return size,
            Err(_) => return 0,
        }
    }
}

async fn sleeps_on_bad(stream: &mut tokio::net::TcpStream) {
    let mut buffer = [0; 64];
    loop {
        match stream.read(&mut buffer).await { //~ eof-unhandled
            Ok(0) => tokio::time::sleep(PAUSE).await,
            Ok(n) => take(&buffer[..n]),
            Err(_) => break,
        }
    }
}

fn zero_ends_ok(stream: &mut TcpStream) -> std::io::Result<()> {
    let mut buffer = [0; 64];
    loop {
        let n = stream.read(&mut buffer)?;
        if n == 0 {
            return Ok(());
        }
        take(&buffer[..n]);
    }
}

fn zero_is_an_arm_ok(stream: &mut TcpStream, buffer: &mut [u8]) -> usize {
    let mut size = 0;
    loop {
        match stream.read(&mut buffer[size..]) {
            Ok(0) => return size,
            Ok(n) => size += n,
            Err(_) => return 0,
        }
    }
}

fn not_positive_ok(stream: &mut TcpStream) {
    let mut buffer = [0; 64];
    while let Ok(1..) = stream.read(&mut buffer) {
        take(&buffer);
    }
}

fn a_parser_decides_ok(stream: &mut TcpStream) -> std::io::Result<()> {
    let mut buffer = [0; 64];
    loop {
        let n = stream.read(&mut buffer)?;
        parse(&buffer[..n])?;
    }
}

fn empty_line_ends_ok(stream: TcpStream) {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    while let Ok(_) = reader.read_line(&mut line) {
        if line.is_empty() {
            break;
        }
        line.clear();
    }
}

fn a_lock_ok(table: &std::sync::RwLock<Table>) {
    loop {
        if table.read().is_err() {
            break;
        }
    }
}

async fn a_device_has_no_peer_ok(device: tun::AsyncDevice) {
    let (mut reader, _writer) = tokio::io::split(device);
    let mut packet = [0; 1500];
    loop {
        if reader.read(&mut packet).await.is_err() {
            break;
        }
    }
}

async fn half_of_a_stream_bad(stream: TcpStream) {
    let (mut reader, _writer) = tokio::io::split(stream);
    let mut bytes = [0; 1500];
    loop {
        if reader.read(&mut bytes).await.is_err() { //~ eof-unhandled
            break;
        }
    }
}

// What the data decides is no way out as long as it only leads on.
fn logged_and_read_again_bad(listener: TcpListener) {
    for stream in listener.incoming().flatten() { //~ accept-loop-spins
        let mut reader = BufReader::new(stream);
        loop {
            let mut line = String::new();
            let result = reader.read_line(&mut line); //~ eof-unhandled
            if !line.is_empty() {
                println!("{line}");
            }
            match result {
                Ok(_) => {}
                Err(error) if error.kind() == ErrorKind::WouldBlock => {}
                Err(_) => break,
            }
        }
    }
}

fn an_empty_line_ends_it_ok(mut reader: BufReader<TcpStream>) -> std::io::Result<()> {
    loop {
        let mut line = String::new();
        let _ = reader.read_line(&mut line)?;
        if line.is_empty() {
            return Ok(());
        }
        println!("{line}");
    }
}

fn the_rest_is_asked_again_ok(mut stream: TcpStream, rest: &mut Rest) -> std::io::Result<()> {
    let mut buffer = [0; 512];
    loop {
        let n = stream.read(&mut buffer)?;
        let left = rest.less(n);
        if left.is_empty() {
            return Ok(());
        }
        note(n);
    }
}
