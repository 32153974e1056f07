// What clippy and rustc see of the same lines: see the table in rules/README.md.
use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::fd::{AsRawFd, FromRawFd, IntoRawFd, OwnedFd, RawFd};

pub fn one_error_ends_it(listener: &TcpListener) -> std::io::Result<()> {
    loop {
        let (stream, _) = listener.accept()?; //~ accept-loop-dies
        std::thread::spawn(move || drop(stream));
    }
}

pub fn tried_again_at_once(listener: &TcpListener) {
    loop {
        match listener.accept() {
            Ok((stream, _)) => drop(std::thread::spawn(move || drop(stream))),
            Err(error) => eprintln!("{error}"), //~ accept-loop-spins
        }
    }
}

pub fn zero_goes_on(stream: &mut TcpStream) {
    let mut data = [0; 64];
    loop {
        match stream.read(&mut data) { //~ eof-unhandled
            Ok(0) => continue,
            Ok(n) => println!("{:?}", &data[..n]),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(_) => break,
        }
    }
}

pub fn lines(stream: TcpStream) {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    while let Ok(_) = reader.read_line(&mut line) { //~ eof-unhandled
        line.clear();
    }
}

pub fn two_owners(stream: &TcpStream) -> OwnedFd {
    unsafe { OwnedFd::from_raw_fd(stream.as_raw_fd()) } //~ fd-double-owner
}

pub struct Wrapped(OwnedFd);

impl IntoRawFd for Wrapped {
    fn into_raw_fd(self) -> RawFd {
        self.0.as_raw_fd() //~ into-raw-fd-drops-owner
    }
}

pub fn lost_on_the_way(stream: TcpStream, text: &str) -> Result<OwnedFd, std::num::ParseIntError> {
    let fd = stream.into_raw_fd();
    let _limit: u32 = text.parse()?; //~ raw-fd-leak
    Ok(unsafe { OwnedFd::from_raw_fd(fd) })
}

pub fn still_blocking(stream: &TcpStream) {
    let _ = stream.set_nonblocking(true); //~ unchecked-setsockopt
}

pub fn amount_dropped(stream: &mut TcpStream) -> bool {
    match stream.write(b"hello, all of you") { //~ write-amount-ignored
        Ok(_) => true,
        Err(_) => false,
    }
}

// This clippy sees too.
pub fn amount_dropped_by_a_question_mark(stream: &mut TcpStream) -> std::io::Result<()> {
    stream.write(b"hello, all of you")?; //~ write-amount-ignored
    Ok(())
}

