// Streams of connections, by what they give.
use futures::{Stream, StreamExt, TryStreamExt};
use std::io;
use std::net::{SocketAddr, TcpListener};
use tokio_stream::wrappers::TcpListenerStream;

async fn pairs_bad<S>(listen: impl Stream<Item = io::Result<(Peer, S)>>) -> io::Result<()> {
    futures::pin_mut!(listen);
    loop {
        match listen.next().await {
            None => return Ok(()),
            Some(connection) => {
                let (peer, stream) = connection?; //~ accept-loop-dies
                tokio::spawn(serve(stream, peer));
            }
        }
    }
}

async fn streams_bad(mut listen: impl Stream<Item = Result<(tokio::net::TcpStream, SocketAddr), Error>> + Unpin) {
    while let Some(connection) = listen.next().await {
        let (stream, peer) = connection.unwrap(); //~ accept-loop-dies
        serve(stream, peer).await;
    }
}

async fn tried_bad(listener: tokio::net::TcpListener) -> io::Result<()> {
    let mut incoming = TcpListenerStream::new(listener);
    while let Some(stream) = incoming.try_next().await? { //~ accept-loop-dies
        tokio::spawn(serve(stream));
    }
    Ok(())
}

// These are no connections: nobody starts a task for them.
async fn records_ok(mut records: impl Stream<Item = io::Result<(Key, Value)>> + Unpin) -> io::Result<()> {
    while let Some(record) = records.next().await {
        let (key, value) = record?;
        println!("{key} {value}");
    }
    Ok(())
}

async fn pairs_ok<S>(mut listen: impl Stream<Item = io::Result<(Peer, S)>> + Unpin) {
    while let Some(connection) = listen.next().await {
        let Ok((peer, stream)) = connection else {
            tokio::time::sleep(PAUSE).await;
            continue;
        };
        tokio::spawn(serve(stream, peer));
    }
}

// A closure for each connection runs in the task that accepts.
fn asked_in_a_closure_bad(listener: Listener) -> impl Future {
    listener.incoming().and_then(|socket| {
        let peer = socket.peer_addr().expect("no address"); //~ accept-loop-dies
        serve(socket, peer)
    })
}

fn for_each_bad(listener: TcpListener) {
    listener.incoming().for_each(|stream| {
        let stream = stream.unwrap(); //~ accept-loop-dies
        std::thread::spawn(move || serve(stream));
    });
}

fn asked_in_a_thread_ok(listener: Listener) -> impl Future {
    listener.incoming().for_each(|socket| {
        std::thread::spawn(move || {
            let peer = socket.peer_addr().expect("no address");
            serve(socket, peer)
        });
        Ok(())
    })
}

// An option of one connection fails too once its peer is gone.
fn option_bad(listener: TcpListener) -> io::Result<()> {
    for stream in listener.incoming() {
        let Ok(stream) = stream else {
            std::thread::sleep(PAUSE);
            continue;
        };
        stream.set_nodelay(true)?; //~ accept-loop-dies
        serve(stream);
    }
    Ok(())
}

fn option_ok(listener: TcpListener) {
    for stream in listener.incoming() {
        let Ok(stream) = stream else {
            std::thread::sleep(PAUSE);
            continue;
        };
        if let Err(error) = stream.set_nodelay(true) {
            eprintln!("{error}");
        }
        serve(stream);
    }
}

fn greeted_bad(listener: TcpListener) {
    for stream in listener.incoming() {
        let Ok(stream) = stream else {
            std::thread::sleep(PAUSE);
            continue;
        };
        let socket = tungstenite::accept(stream).unwrap(); //~ accept-loop-dies
        std::thread::spawn(move || serve(socket));
    }
}

fn number_bad(listener: RawFd) -> nix::Result<()> {
    loop {
        let peer = nix::sys::socket::accept(listener)?; //~ accept-loop-dies
        std::thread::spawn(move || serve(peer));
    }
}

async fn limited_bad(listener: tokio::net::TcpListener) -> io::Result<()> {
    loop {
        match tokio::time::timeout(PAUSE, listener.accept()).await {
            Ok(Ok((stream, _))) => drop(tokio::spawn(serve(stream))),
            Ok(Err(error)) => return Err(error), //~ accept-loop-dies
            Err(_) => continue,
        }
    }
}

// What fails for one peer, fails for one peer.
async fn serve(mut stream: TcpStream) -> io::Result<()> {
    let mut name = [0; 64];
    let n = stream.read(&mut name).await?;
    greet(&name[..n])
}

async fn served_in_place_bad(listener: tokio::net::TcpListener) -> io::Result<()> {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => serve(stream).await?, //~ accept-loop-dies
            Err(_) => tokio::time::sleep(PAUSE).await,
        }
    }
}

async fn served_in_place_ok(listener: tokio::net::TcpListener) {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                if let Err(error) = serve(stream).await {
                    eprintln!("{error}");
                }
            }
            Err(_) => tokio::time::sleep(PAUSE).await,
        }
    }
}

struct Server {
    listener: tokio::net::UnixListener,
}

impl Server {
    // What this hands on, errors too, is what it has accepted.
    async fn accept(&self) -> io::Result<tokio::net::UnixStream> {
        let (stream, _) = self.listener.accept().await?;
        Ok(stream)
    }

    async fn run_bad(&self) -> io::Result<()> {
        loop {
            let stream = self.accept().await?; //~ accept-loop-dies
            tokio::spawn(serve(stream));
        }
    }

    async fn run_ok(&self) {
        loop {
            match self.accept().await {
                Ok(stream) => drop(tokio::spawn(serve(stream))),
                Err(_) => tokio::time::sleep(PAUSE).await,
            }
        }
    }
}
