/* Closing once is all there is. */

void condition_bad(int fd)
{
    shutdown(fd, SHUT_RDWR);
    while (close(fd) == -1 && errno == EINTR) //~ close-retry
        ;
}

void endless_bad(int fd)
{
    shutdown(fd, SHUT_RDWR);
    for (;;) {
        if (close(fd) == 0) //~ close-retry
            break;
        if (errno != EINTR)
            break;
    }
}

void told_ok(int fd)
{
    shutdown(fd, SHUT_RDWR);
    if (close(fd) < 0)
        perror("close");
}

/* Each round another one. */
void all_ok(int *fds, int n)
{
    int i;
    for (i = 0; i < n; i++) {
        int fd = fds[i];
        if (close(fd) < 0)
            perror("close");
    }
}

/* Winsock keeps the socket. */
void windows_ok(SOCKET s)
{
    shutdown(s, SD_BOTH);
    while (closesocket(s) == SOCKET_ERROR && WSAGetLastError() == WSAEWOULDBLOCK)
        Sleep(1);
}

/* What would have blocked is still open where that can be: it is made to block first. */
void made_to_block_ok(int fd)
{
    int none = 0;
    shutdown(fd, SHUT_RDWR);
    if (close(fd) != 0 && errno == EWOULDBLOCK) {
        ioctl(fd, FIONBIO, &none);
        close(fd);
    }
}
