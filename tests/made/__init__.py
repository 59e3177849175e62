"""Film data that is all made up: of any size, with careers as uneven as real ones.

from made import films, table, news

table.written("films.jsonl", number=660)     # rows, which table.MAP explains to kg
for each in news.texts(400, seed=1): ...      # short articles that tell of such films
"""
