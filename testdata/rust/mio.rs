// mio: registered sockets and loops over readiness.
use mio::net::{TcpListener, TcpStream};
use mio::{Interest, Registry, Token};
use std::io::{self, Read};

fn registered_bad(registry: &Registry, mut stream: TcpStream, all: &mut Slab) {
    if let Err(error) = registry.register(&mut stream, Token(1), Interest::READABLE) {
        eprintln!("{error}"); //~ register-error-ignored
    }
    all.insert(stream);
}

fn registered_ok(registry: &Registry, mut stream: TcpStream, all: &mut Slab) {
    if let Err(error) = registry.register(&mut stream, Token(1), Interest::READABLE) {
        eprintln!("{error}");
        return;
    }
    all.insert(stream);
}

fn drained_ok(listener: &TcpListener, registry: &Registry) -> io::Result<()> {
    loop {
        match listener.accept() {
            Ok((stream, _)) => serve(stream, registry),
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(()),
            Err(error) => return Err(error),
        }
    }
}

fn read_bad(stream: &mut TcpStream, buffer: &mut [u8]) -> io::Result<()> {
    loop {
        match stream.read(buffer) { //~ eof-unhandled
            Ok(n) => take(&buffer[..n]),
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(()),
            Err(error) => return Err(error),
        }
    }
}

fn read_ok(stream: &mut TcpStream, buffer: &mut [u8]) -> io::Result<bool> {
    loop {
        match stream.read(buffer) {
            Ok(0) => return Ok(true),
            Ok(n) => take(&buffer[..n]),
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(false),
            Err(error) => return Err(error),
        }
    }
}
