use std::sync::Arc;
use tokio::net::{TcpListener as Listening, TcpStream};
use tokio_rustls::TlsAcceptor;

struct Server {
    listener: Arc<Listening>,
}

impl Server {
    async fn field_bad(&self) -> anyhow::Result<()> {
        loop {
            let (stream, _) = self.listener.accept().await?; //~ accept-loop-dies
            tokio::spawn(handle(stream));
        }
    }

    async fn in_a_task_bad(self) {
        tokio::spawn(async move {
            loop {
                let (stream, _) = self.listener.accept().await.expect("accept"); //~ accept-loop-dies
                tokio::spawn(handle(stream));
            }
        });
    }
}

async fn select_bad(listener: Listening, mut stop: Stop) -> anyhow::Result<()> {
    loop {
        tokio::select! {
            result = listener.accept() => {
                let (stream, _) = result?; //~ accept-loop-dies
                tokio::spawn(handle(stream));
            }
            _ = stop.recv() => return Ok(()),
        }
    }
}

async fn handshake_bad(listener: Listening, acceptor: TlsAcceptor) -> anyhow::Result<()> {
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            tokio::time::sleep(PAUSE).await;
            continue;
        };
        let stream = acceptor.accept(stream).await?; //~ accept-loop-dies
        tokio::spawn(serve(stream));
    }
}

async fn handshake_in_its_own_task_ok(listener: Listening, acceptor: TlsAcceptor) {
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            tokio::time::sleep(PAUSE).await;
            continue;
        };
        let acceptor = acceptor.clone();
        tokio::spawn(async move {
            let stream = acceptor.accept(stream).await?;
            serve(stream).await
        });
    }
}

// A connection with many streams ends when it fails.
async fn streams_of_a_connection_ok(mut connection: h2::server::Connection) -> anyhow::Result<()> {
    while let Some(request) = connection.accept().await {
        let (request, respond) = request?;
        tokio::spawn(answer(request, respond));
    }
    Ok(())
}
