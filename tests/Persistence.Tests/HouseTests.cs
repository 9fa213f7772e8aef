using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Persistence.Tests;

public class HouseTests
{
    [Fact]
    public void The_model_can_be_created()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var db = new SqliteWorkflowsDb(new DbContextOptionsBuilder<SqliteWorkflowsDb>().UseSqlite(connection).Options);
        db.Database.EnsureCreated().ShouldBeTrue();
    }
}
