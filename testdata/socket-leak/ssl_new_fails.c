SSL *accept_bad(SSL_CTX *ctx, int listener)
{
    SSL *ssl;
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return NULL;
    ssl = SSL_new(ctx);
    if (!ssl)
        return NULL; //~ socket-leak
    if (!SSL_set_fd(ssl, fd)) {
        SSL_free(ssl);
        close(fd);
        return NULL;
    }
    return ssl;
}
