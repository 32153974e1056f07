/* Asking the dead socket something else does not close it. */
int fetch_bad(int listener, char *buf)
{
    int pending = 0;
    int s = accept(listener, NULL, NULL);
    if (s < 0)
        return -1;
    if (recv(s, buf, 64, 0) < 0) {
        ioctl(s, FIONREAD, &pending);
        shutdown(s, SHUT_RDWR);
        return pending; //~ recv-error-leak
    }
    close(s);
    return 0;
}
