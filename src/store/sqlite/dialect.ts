import { SqliteDialect, type Dialect, type SqliteDatabase } from 'kysely';

/** Kysely's, with one thing said that it leaves open: SQLite makes and changes tables within a transaction, so that no migration is ever half done. */
export function createSqliteDialect(database: SqliteDatabase): Dialect {
  const dialect = new SqliteDialect({ database });
  const adapter = Object.create(dialect.createAdapter(), {
    supportsTransactionalDdl: { value: true },
  }) as ReturnType<Dialect['createAdapter']>;
  return {
    createAdapter: () => adapter,
    createDriver: () => dialect.createDriver(),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createIntrospector: db => dialect.createIntrospector(db),
  };
}
