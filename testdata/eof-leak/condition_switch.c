int fetch_bad(int listener, char *buf)
{
    int s = accept(listener, NULL, NULL);
    if (s < 0)
        return -1;
    switch (recv(s, buf, 64, 0)) {
    case 0:
        return 0; //~ eof-leak
    case -1:
        perror("recv");
        break;
    default:
        use(buf);
    }
    close(s);
    return 1;
}
