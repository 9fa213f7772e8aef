using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workflows.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Urging : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "EscalatedAt",
                table: "WorkItems",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "EscalatesTo",
                table: "WorkItems",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "Head");

            migrationBuilder.AddColumn<DateTime>(
                name: "RemindedAt",
                table: "WorkItems",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "RemindsAt",
                table: "WorkItems",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "RemindedAt",
                table: "Inbox",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Escalations",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    WorkItemId = table.Column<long>(type: "bigint", nullable: false),
                    CaseId = table.Column<long>(type: "bigint", nullable: true),
                    CallId = table.Column<long>(type: "bigint", nullable: false),
                    SeatId = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Escalations", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Escalations_Seats_SeatId",
                        column: x => x.SeatId,
                        principalTable: "Seats",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_WorkItems_RemindsAt",
                table: "WorkItems",
                column: "RemindsAt");

            migrationBuilder.CreateIndex(
                name: "IX_Escalations_CaseId",
                table: "Escalations",
                column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_Escalations_SeatId_At",
                table: "Escalations",
                columns: new[] { "SeatId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_Escalations_WorkItemId",
                table: "Escalations",
                column: "WorkItemId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Escalations");

            migrationBuilder.DropIndex(
                name: "IX_WorkItems_RemindsAt",
                table: "WorkItems");

            migrationBuilder.DropColumn(
                name: "EscalatedAt",
                table: "WorkItems");

            migrationBuilder.DropColumn(
                name: "EscalatesTo",
                table: "WorkItems");

            migrationBuilder.DropColumn(
                name: "RemindedAt",
                table: "WorkItems");

            migrationBuilder.DropColumn(
                name: "RemindsAt",
                table: "WorkItems");

            migrationBuilder.DropColumn(
                name: "RemindedAt",
                table: "Inbox");
        }
    }
}
