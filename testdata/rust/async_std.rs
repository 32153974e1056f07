// async-std and smol have the methods of std, to be awaited.
use async_std::io::{ReadExt, WriteExt};
use async_std::net::{TcpListener, TcpStream};
use async_std::stream::StreamExt;
use async_std::task;

async fn accepted_bad(listener: TcpListener) -> async_std::io::Result<()> {
    loop {
        let (stream, _) = listener.accept().await?; //~ accept-loop-dies
        task::spawn(serve(stream));
    }
}

async fn accepted_ok(listener: TcpListener) {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => drop(task::spawn(serve(stream))),
            Err(error) => {
                eprintln!("{error}");
                task::sleep(PAUSE).await;
            }
        }
    }
}

async fn incoming_bad(listener: TcpListener) -> async_std::io::Result<()> {
    let mut incoming = listener.incoming();
    while let Some(stream) = incoming.next().await {
        let stream = stream?; //~ accept-loop-dies
        task::spawn(serve(stream));
    }
    Ok(())
}

async fn incoming_spins_bad(listener: TcpListener) {
    let mut incoming = listener.incoming();
    while let Some(stream) = incoming.next().await {
        match stream {
            Ok(stream) => drop(task::spawn(serve(stream))),
            Err(error) => eprintln!("{error}"), //~ accept-loop-spins
        }
    }
}

async fn read_bad(mut stream: TcpStream, mut buffer: [u8; 64]) {
    loop {
        match stream.read(&mut buffer).await { //~ eof-unhandled
            Ok(n) => take(&buffer[..n]),
            Err(_) => return,
        }
    }
}

async fn read_ok(mut stream: TcpStream, mut buffer: [u8; 64]) {
    loop {
        match stream.read(&mut buffer).await {
            Ok(0) | Err(_) => return,
            Ok(n) => take(&buffer[..n]),
        }
    }
}

async fn written_bad(stream: &mut TcpStream, frame: &[u8]) -> bool {
    stream.write(frame).await.is_ok() //~ write-amount-ignored
}

mod of_smol {
    use smol::Async;
    use std::net::{TcpListener, TcpStream};

    async fn accepted_bad(listener: Async<TcpListener>) -> std::io::Result<()> {
        loop {
            let (stream, _) = listener.accept().await?; //~ accept-loop-dies
            smol::spawn(serve(stream)).detach();
        }
    }

    async fn accepted_ok(listener: Async<TcpListener>) {
        loop {
            if let Ok((stream, _)) = listener.accept().await {
                smol::spawn(serve(stream)).detach();
            } else {
                smol::Timer::after(PAUSE).await;
            }
        }
    }

    async fn read_some_bad(stream: Async<TcpStream>, mut buffer: [u8; 64]) {
        loop {
            match stream.read_with(|mut stream| stream.read(&mut buffer)).await { //~ FN eof-unhandled: a closure reads
                Ok(n) => take(&buffer[..n]),
                Err(_) => return,
            }
        }
    }
}
