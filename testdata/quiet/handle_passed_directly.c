/* The callee has the only reference: it must be its to close. */
void serve(int listener)
{
    for (;;)
        start_client(accept(listener, NULL, NULL));
}

struct stream *open_stream(void)
{
    return stream_from_fd(socket(AF_INET, SOCK_STREAM, 0));
}
