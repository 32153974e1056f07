struct peer { int fd; struct node node; };

int peer_add(struct tree *tree, int listener)
{
    struct peer *p = malloc(sizeof(*p));
    if (!p)
        return -1;
    p->fd = accept(listener, NULL, NULL);
    if (p->fd < 0) {
        free(p);
        return -1;
    }
    tree_insert(tree, &p->node);
    return 0;
}
