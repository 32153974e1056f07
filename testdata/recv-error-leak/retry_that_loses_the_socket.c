/* EAGAIN is a retry only if someone can try again: here the last reference goes out of scope. */
int fetch_bad(int listener, char *buf)
{
    int s = accept(listener, NULL, NULL);
    if (s < 0)
        return -1;
    if (recv(s, buf, 64, 0) < 0) {
        if (errno == EAGAIN)
            return 0; //~ recv-error-leak
        close(s);
        return -1;
    }
    close(s);
    return 1;
}
