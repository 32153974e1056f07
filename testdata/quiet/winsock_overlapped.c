struct io { OVERLAPPED over; WSABUF buf; SOCKET s; };

int post_receive(struct io *io)
{
    DWORD flags = 0;
    int rc = WSARecv(io->s, &io->buf, 1, NULL, &flags, &io->over, NULL);
    if (rc == SOCKET_ERROR && WSAGetLastError() != WSA_IO_PENDING) {
        closesocket(io->s);
        free(io);
        return 0;
    }
    return 1;
}
