void reply_bad(int fd, const char *text)
{
    if (send(fd, text, strlen(text), 0) == -1) {
        perror("send");
        // close(fd);
        return; //~ send-error-leak
    }
    served++;
}
