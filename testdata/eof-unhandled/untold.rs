// A read whose end is told as "more to come".
use std::io::{self, Read};
use std::net::TcpStream;
use std::os::unix::net::UnixStream;

enum Source {
    Stdin(io::Stdin),
    Tcp(TcpStream, String),
    Unix(UnixStream),
}

impl Source {
    fn read_bad(&mut self, data: &mut [u8]) -> io::Result<(usize, bool)> {
        match self {
            Source::Stdin(stdin) => {
                let n = stdin.read(data)?;
                Ok((n, n == 0))
            }
            Source::Tcp(stream, ..) => Ok((stream.read(data)?, false)), //~ eof-unhandled
            Source::Unix(stream) => {
                let n = stream.read(data)?; //~ eof-unhandled
                Ok((n, false))
            }
        }
    }

    fn read_ok(&mut self, data: &mut [u8]) -> io::Result<(usize, bool)> {
        match self {
            Source::Stdin(stdin) => Ok((stdin.read(data)?, false)),
            Source::Tcp(stream, ..) => {
                let n = stream.read(data)?;
                Ok((n, n == 0))
            }
            Source::Unix(stream) => {
                let n = stream.read(data)?;
                Ok((n, n == 0))
            }
        }
    }

    // Nobody here compares with 0: what the second part says is not known.
    fn flags_ok(&mut self, data: &mut [u8]) -> io::Result<(usize, bool)> {
        match self {
            Source::Stdin(stdin) => Ok((stdin.read(data)?, true)),
            Source::Tcp(stream, ..) => Ok((stream.read(data)?, false)),
            Source::Unix(stream) => Ok((stream.read(data)?, false)),
        }
    }
}

struct Got {
    n: usize,
    is_end: bool,
}

async fn in_a_struct_bad(a: &mut tokio::net::TcpStream, b: &mut tokio::net::TcpStream, data: &mut [u8]) -> io::Result<Got> {
    if is_first() {
        let n = a.read(data).await?;
        return Ok(Got { n, is_end: n == 0 });
    }
    let n = b.read(data).await?; //~ eof-unhandled
    Ok(Got { n, is_end: false })
}
