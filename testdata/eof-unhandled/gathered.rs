// Data that is gathered until there is enough of it: of a read of 0 bytes it never becomes more.
use bytes::BytesMut;
use std::io::{self, Read};
use std::net::TcpStream;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt};

fn text_bad(socket: &mut dyn Read) -> io::Result<String> {
    let mut text = String::new();
    let mut end = None;
    loop {
        let mut bytes = vec![0; 256];
        let n = socket.read(&mut bytes)?; //~ eof-unhandled
        text.push_str(std::str::from_utf8(&bytes[0..n]).unwrap());
        if let Some(at) = text.find("end") {
            let length = if let Some(field) = field(&text, "length") { Some(field.trim().parse()?) } else { None };
            if length.is_none() {
                break;
            }
            end = Some(at + 4);
        }
        if let Some(end) = end {
            if text.len() >= 10 + end {
                break;
            }
        }
    }
    Ok(text)
}

fn bytes_bad(stream: &mut TcpStream) -> io::Result<Vec<u8>> {
    let mut all = Vec::new();
    let mut buffer = [0; 512];
    loop {
        let n = stream.read(&mut buffer)?; //~ eof-unhandled
        all.extend_from_slice(&buffer[..n]);
        if all.ends_with(b"end") {
            return Ok(all);
        }
    }
}

fn as_many_bad(stream: &mut TcpStream, wanted: usize) -> io::Result<Vec<u8>> {
    let mut all = Vec::with_capacity(wanted);
    let mut buffer = [0; 512];
    while all.len() < wanted {
        let n = stream.read(&mut buffer)?; //~ eof-unhandled
        all.extend_from_slice(&buffer[..n]);
    }
    Ok(all)
}

async fn relayed_bad(from: &mut tokio::net::TcpStream, to: &mut tokio::net::TcpStream) -> io::Result<()> {
    let mut buffer = [0; 512];
    loop {
        let n = from.read(&mut buffer).await?; //~ eof-unhandled
        to.write_all(&buffer[..n]).await?;
    }
}

async fn relayed_ok(from: &mut tokio::net::TcpStream, to: &mut tokio::net::TcpStream) -> io::Result<()> {
    let mut buffer = [0; 512];
    loop {
        let n = from.read(&mut buffer).await?;
        if n == 0 {
            return Ok(());
        }
        to.write_all(&buffer[..n]).await?;
    }
}

fn bytes_ok(stream: &mut TcpStream) -> io::Result<Vec<u8>> {
    let mut all = Vec::new();
    let mut buffer = [0; 512];
    loop {
        let n = stream.read(&mut buffer)?;
        let before = all.len();
        all.extend_from_slice(&buffer[..n]);
        if all.len() == before || all.ends_with(b"end") {
            return Ok(all);
        }
    }
}

fn counted_ok(stream: &mut TcpStream) -> io::Result<Vec<u8>> {
    let mut all = Vec::new();
    let mut buffer = [0; 512];
    let mut rounds = 0;
    loop {
        let n = stream.read(&mut buffer)?;
        all.extend_from_slice(&buffer[..n]);
        rounds += 1;
        if all.ends_with(b"end") || rounds + 1 > 20 {
            return Ok(all);
        }
    }
}

// What this makes of no data, nobody knows.
fn fed_ok(stream: &mut TcpStream, parser: &mut Parser) -> io::Result<u32> {
    let mut buffer = [0; 512];
    loop {
        let n = stream.read(&mut buffer)?;
        if let Some(value) = parser.feed(&buffer[..n])? {
            return Ok(value);
        }
    }
}

fn parsed_ok(stream: &mut TcpStream) -> io::Result<u32> {
    let mut buffer = [0; 512];
    loop {
        let n = stream.read(&mut buffer)?;
        if parse(&buffer[..n])? > 3 {
            return Ok(3);
        }
    }
}

struct Peer {
    stream: tokio::net::TcpStream,
    reader: tokio::io::BufReader<tokio::net::TcpStream>,
    buffer: BytesMut,
}

impl Peer {
    // Nobody looks how much it was, so that nothing can tell.
    async fn frame_bad(&mut self) -> io::Result<Frame> {
        loop {
            if let Some(frame) = parse_frame(&mut self.buffer)? {
                return Ok(frame);
            }
            self.stream.read_buf(&mut self.buffer).await?; //~ eof-unhandled
        }
    }

    async fn own_frame_bad(&mut self) -> io::Result<Frame> {
        loop {
            if let Some(frame) = self.parse()? {
                return Ok(frame);
            }
            self.stream.read_buf(&mut self.buffer).await?; //~ eof-unhandled
        }
    }

    fn greeting_bad(&mut self) -> Poll<Kind, io::Error> {
        loop {
            try_ready!(self.stream.read_buf(&mut self.buffer)); //~ eof-unhandled
            match greeting(self.buffer.as_ref()) {
                Kind::Plain => return Ok(Async::Ready(Kind::Plain)),
                Kind::Tls => return Ok(Async::Ready(Kind::Tls)),
                Kind::TooShort => continue,
            }
        }
    }

    async fn line_bad(&mut self) -> io::Result<String> {
        let mut line = String::new();
        loop {
            self.reader.read_line(&mut line).await?; //~ eof-unhandled
            if line.ends_with("x") {
                return Ok(line);
            }
        }
    }

    async fn frame_ok(&mut self) -> io::Result<Option<Frame>> {
        loop {
            if let Some(frame) = parse_frame(&mut self.buffer)? {
                return Ok(Some(frame));
            }
            if 0 == self.stream.read_buf(&mut self.buffer).await? {
                return Ok(None);
            }
        }
    }

    async fn line_ok(&mut self) -> io::Result<()> {
        let mut line = String::new();
        loop {
            line.clear();
            self.reader.read_line(&mut line).await?;
            if line.is_empty() {
                return Ok(());
            }
        }
    }
}

fn position_bad(stream: &mut TcpStream) -> io::Result<usize> {
    let mut buffer = [0; 512];
    let mut n = 0;
    loop {
        if let Some(end) = find_end(&buffer[..n]) {
            return Ok(end);
        }
        let more = stream.read(&mut buffer[n..])?; //~ eof-unhandled
        n += more;
    }
}

fn position_ok(stream: &mut TcpStream) -> io::Result<usize> {
    let mut buffer = [0; 512];
    let mut n = 0;
    loop {
        if let Some(end) = find_end(&buffer[..n]) {
            return Ok(end);
        }
        match stream.read(&mut buffer[n..])? {
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            more => n += more,
        }
    }
}

async fn limited_bad(mut stream: tokio::net::TcpStream) -> io::Result<()> {
    let mut buffer = [0; 512];
    loop {
        match tokio::time::timeout(PAUSE, stream.read(&mut buffer)).await { //~ eof-unhandled
            Ok(Ok(n)) => handle(&buffer[..n]),
            Ok(Err(error)) => return Err(error),
            Err(_) => ping(),
        }
    }
}

async fn limited_ok(mut stream: tokio::net::TcpStream) -> io::Result<()> {
    let mut buffer = [0; 512];
    loop {
        match tokio::time::timeout(PAUSE, stream.read(&mut buffer)).await {
            Ok(Ok(0)) => return Ok(()),
            Ok(Ok(n)) => handle(&buffer[..n]),
            Ok(Err(error)) => return Err(error),
            Err(_) => ping(),
        }
    }
}

async fn ready_bad(stream: &tokio::net::TcpStream) -> io::Result<()> {
    let mut buffer = [0; 512];
    loop {
        stream.readable().await?;
        match stream.try_read(&mut buffer) { //~ eof-unhandled
            Ok(n) => handle(&buffer[..n]),
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => continue,
            Err(error) => return Err(error),
        }
    }
}
