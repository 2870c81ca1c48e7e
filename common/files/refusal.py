class FileRefused(Exception):
    """The file can't be kept. The sentence says what is wrong with it and how to mend it."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)
